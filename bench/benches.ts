import { again } from './again.ts';
import { append } from './append.ts';
import { asOf } from './as-of.ts';
import { canonical } from './canonical.ts';
import { codeHost } from './code-host.ts';
import { exporting } from './export.ts';
import { exportingLarge } from './export-large.ts';
import type { Bench } from './harness.ts';
import { http } from './http.ts';
import { intervals } from './intervals.ts';
import { judge } from './judge.ts';
import { merkle } from './merkle.ts';
import { pages } from './pages.ts';
import { requests } from './requests.ts';
import { snapshots } from './snapshots.ts';
import { verify } from './verify.ts';
import { year } from './year.ts';

/** Every bench, in the order of their goals. */
export const benches: readonly Bench[] = [
  judge,
  intervals,
  snapshots,
  codeHost,
  asOf,
  append,
  merkle,
  verify,
  exporting,
  exportingLarge,
  again,
  requests,
  canonical,
  http,
  year,
  pages,
];
