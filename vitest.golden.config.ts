import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const { include: _include, exclude: _exclude, ...shared } = base.test ?? {};

/** All golden companies, of which `npm test` tries a share: clean years, and every defect at 20 places, from Git to the result. Run by `npm run golden`. */
export default mergeConfig(
  { test: shared },
  defineConfig({ test: { include: ['test/golden/whole/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 } }),
);
