import { untold } from '../../../facts/told.ts';
import type { Instant } from '../../../kernel/time.ts';
import { cleanString } from '../../kit/clean.ts';
import { instantOf } from './instants.ts';
import type { Pull } from './pull.ts';
import type { Context } from './shapes.ts';

const conclusions = {
  SUCCESS: 'success',
  FAILURE: 'failure',
  STARTUP_FAILURE: 'failure',
  NEUTRAL: 'neutral',
  SKIPPED: 'skipped',
  CANCELLED: 'cancelled',
  TIMED_OUT: 'timed-out',
  ACTION_REQUIRED: 'action-required',
  STALE: 'stale',
} as const;

const states = { SUCCESS: 'success', FAILURE: 'failure', ERROR: 'error', PENDING: 'pending', EXPECTED: 'pending' } as const;

/** What ran on the last commit, and on the one that a merge queue landed: by name and app, as the host knows it now. */
export function statusChecksOf({ checks }: Pick<Pull, 'checks'>) {
  if (checks.missing !== null) return { ...untold(checks.missing) };
  return checks.rows.map(({ commit, context }) => ({ commit, ...resultOf(context) }));
}

function resultOf(one: Context): { name: string; app: string | null; outcome: string; completedAt: Instant | null } {
  if (one.__typename === 'StatusContext') {
    const outcome = pick(states, one.state) ?? 'error';
    return { name: cleanString(one.context), app: null, outcome, completedAt: outcome === 'pending' ? null : instantOf(one.createdAt) };
  }
  const app = one.checkSuite?.app?.databaseId ?? null;
  const done = one.status === 'COMPLETED';
  return {
    name: cleanString(one.name),
    app: app === null ? null : String(app),
    outcome: done ? (pick(conclusions, one.conclusion ?? '') ?? 'error') : 'pending',
    completedAt: done ? instantOf(one.completedAt) : null,
  };
}

function pick<T extends Record<string, string>>(words: T, word: string): T[keyof T] | undefined {
  return Object.hasOwn(words, word) ? words[word as keyof T] : undefined;
}
