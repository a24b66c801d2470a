import { parseInstant } from '../src/kernel/time.ts';
import { shownGithub } from './defects.ts';
import { readingToken } from './github/reading-token.ts';
import { startGithub } from './github/server.ts';
import type { Token } from './github/token.ts';

/** The day that the pretend GitHub shows: the year is over. */
const NOW = parseInstant('2026-01-02T08:00:00Z');

/** Starts the pretend GitHub of the demo company, and says how to look at it; until it is stopped. */
export async function serve(): Promise<void> {
  const world = shownGithub('team');
  const whole = readingToken(world, 'demo-reads-everything');
  const without = (name: string, token: string): Token => {
    const { [name]: _, ...permissions } = whole.permissions;
    return { ...whole, token, permissions };
  };
  const tokens: readonly Token[] = [
    whole,
    without('administration', 'demo-without-administration'),
    without('secret_scanning_alerts', 'demo-without-secret-scanning'),
    { ...whole, token: 'demo-expired', expiresAt: parseInstant('2025-12-31T00:00:00Z') },
    { ...whole, token: 'demo-revoked', revokedAt: parseInstant('2025-12-31T00:00:00Z') },
  ];
  const { url } = await startGithub({ world, tokens, now: NOW });
  const lines = [
    `The pretend GitHub of Harbourlight (demo) answers at ${url}, as of 2 January 2026. Stop it with Ctrl-C.`,
    '',
    'Look at it once, from another terminal:',
    `  GITHUB_TOKEN=demo-reads-everything npm run -s tickmark -- check --github harbourlight --url ${url} --period 2025-01-01..2025-12-31`,
    '',
    'Other tokens: demo-without-administration, demo-without-secret-scanning, demo-expired, demo-revoked.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
