import { agreed } from './consent.js';
import './errors.js';

const start = async () => {
  if (!agreed()) return;
  await import('./statistics.js');
};

void start();
