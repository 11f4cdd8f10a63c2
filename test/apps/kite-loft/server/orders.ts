import { serve } from 'https://deno.land/std@0.190.0/http/server.ts';
import { createOrder } from 'https://esm.sh/kite-orders@1'; // none

serve((request) => createOrder(request));
