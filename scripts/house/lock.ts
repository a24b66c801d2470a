import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leftOut } from '../complete-lock.mjs';
import { type Verdict, verdict } from './gate.ts';

/** `npm ci` refuses a lock that lacks other platforms' packages, and npm writes such locks: then nobody can set up a clone. */
export function checkLock(root: string): Verdict {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const failures = leftOut(packages).map(
    ({ path, version }) => `${path} ${version} is missing from package-lock.json; run: node scripts/complete-lock.mjs`,
  );
  return verdict(Object.keys(packages).length, 'entries', { failures });
}
