import type { Command } from 'commander';
import type { Session } from '../session.ts';
import { registerAgain } from './again.ts';
import { registerFrozen } from './frozen.ts';
import { registerOpen } from './open.ts';
import { registerRequests } from './requests.ts';
import { registerTests } from './tests.ts';
import { registerWorkpapers } from './workpapers.ts';

/** `tickmark engagement …`: an auditor's workpapers. */
export function registerEngagement(program: Command, session: Session): void {
  const group = program
    .command('engagement')
    .description('An auditor’s workpapers: populations frozen by hash, samples anybody can draw again, the auditor’s own marks, requests.');
  for (const register of [registerOpen, registerFrozen, registerTests, registerRequests, registerAgain, registerWorkpapers]) register(group, session);
}
