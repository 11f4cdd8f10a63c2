import { count } from 'https://esm.sh/kite-stock@1'; // none

Deno.cron('count', '0 3 * * *', () => count());
