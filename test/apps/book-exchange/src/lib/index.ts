export * from './analytics';
export { mistral } from './mistral';
