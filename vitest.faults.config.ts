import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const { include: _include, exclude: _exclude, ...shared } = base.test ?? {};

/** The faults of docs/reliability.md: heavier than the other tests, one after the other, run by `npm run faults`. */
export default mergeConfig(
  { test: shared },
  defineConfig({
    test: { include: ['test/faults/**/*.test.ts'], maxWorkers: 1, fileParallelism: false, testTimeout: 600_000, hookTimeout: 300_000 },
  }),
);
