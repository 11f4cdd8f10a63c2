import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Stories are apps to lint; what they call a test is none of ours.
    exclude: ['test/apps/**'],
    testTimeout: 20_000,
  },
});
