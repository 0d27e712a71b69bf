import { defineConfig } from 'vitest/config';

/** `unit`: beside the source, and contracts. `e2e`: the built scheduler with real git, processes and environments. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.{ts,tsx}',
            'tests/contract/**/*.test.ts',
            'tests/chaos/**/*.test.ts',
            'scripts/**/*.test.mjs',
            'bench/**/*.test.mjs'
          ],
          testTimeout: 30_000
        }
      },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false } }
    ]
  }
});
