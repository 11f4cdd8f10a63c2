import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/App';
import { startTools } from '@/lib/tools';
import '@/styles.css';

// Does nothing on a first visit: each tool asks for the consents that it needs.
startTools();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
