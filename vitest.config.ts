import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests start the program again and again: what it loads is compiled once. */
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'tickmark-compiled');

const globalSetup = ['scripts/build-verify.mjs', 'test/support/global-setup.ts'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'demo/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/faults/**', 'test/golden/whole/**', 'test/e2e/**', 'test/vendor/**', '**/node_modules/**'],
    globalSetup: globalSetup.filter((file) => existsSync(file)),
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
    allowOnly: false,
  },
});
