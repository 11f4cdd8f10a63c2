import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/App';
import { startApm } from '@/lib/apm';
import { startErrorTracking } from '@/lib/errors';
import { startProductAnalytics } from '@/lib/product-analytics';
import { startSupportChat } from '@/lib/support';
import { startTelemetry } from '@/lib/telemetry';
import '@/styles.css';

startErrorTracking();
startApm();
startTelemetry();
startProductAnalytics();
startSupportChat();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
