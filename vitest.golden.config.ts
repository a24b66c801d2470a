import { existsSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

const { include: _include, exclude: _exclude, ...shared } = base.test ?? {};

/** Golden companies prove nothing about disks: where there is plenty of room in memory, their folders lie there. */
const MEMORY = '/dev/shm';
const PLENTY = 8 * 2 ** 30;
if (existsSync(MEMORY)) {
  const { bavail, bsize } = statfsSync(MEMORY);
  if (Math.min(bavail * bsize, freemem()) > PLENTY) process.env['TMPDIR'] = MEMORY;
}

/** All golden companies, of which `npm test` tries a share: clean years, and every defect at 20 places, from Git to the result. Run by `npm run golden`. */
export default mergeConfig(
  { test: shared },
  defineConfig({ test: { include: ['test/golden/whole/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 } }),
);
