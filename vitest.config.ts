import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing';

const node = { plugins: [WxtVitest()] };

export default defineConfig({
  test: {
    projects: [
      { ...node, test: { name: 'rules', include: ['test/rules.test.ts'], testTimeout: 30_000 } },
      { ...node, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        plugins: [WxtVitest(), preact()],
        test: { name: 'components', include: ['test/components/**/*.test.tsx'], environment: 'happy-dom' },
      },
      { ...node, test: { name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
