import type { Command } from 'commander';
import type { Installation } from '../../engine/installation.ts';
import type { Engagement } from '../../workflows/engagements/engagement-state.ts';
import { withConfigured } from '../configured.ts';
import { withActor, withData } from '../options.ts';
import { clockNote, type Page, pageFor } from '../page.ts';
import type { Session } from '../session.ts';

/** Options that every command of an engagement has. */
export interface CommonOptions {
  readonly as: string;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

/** A command on one engagement, by somebody. */
export function onEngagement(group: Command, name: string, description: string): Command {
  return withActor(reading(group, name, description));
}

/** A command that only reads one. */
export function reading(group: Command, name: string, description: string): Command {
  return withData(group.command(name).description(description).argument('<engagement>', 'its id')).option('--json', 'print it as JSON');
}

interface Said<T> {
  readonly json: (value: T) => unknown;
  readonly text: (value: T, page: Page) => string;
  readonly zone?: (value: T) => string;
}

type Work<T> = (installation: Installation) => Promise<T>;

/** Opens the data directory, does the work, and prints what it says, in the engagement's zone. */
export async function answering<T>(session: Session, options: CommonOptions, work: Work<T>, said: Said<T>): Promise<void> {
  await answered(session, options, work, said);
}

/** The same, for a command whose exit code follows from the answer. */
export async function answered<T>({ io }: Session, options: CommonOptions, work: Work<T>, said: Said<T>): Promise<T> {
  return withConfigured(io, options, async (installation) => {
    const value = await work(installation);
    const page = pageFor(io, said.zone?.(value) ?? 'UTC');
    if (options.json) io.out(`${JSON.stringify(said.json(value), null, 2)}\n`);
    else io.out(`${clockNote(page, installation.simulation !== null)}${said.text(value, page)}`);
    return value;
  });
}

export const zoneOf = ({ period }: Engagement): string => period.zone;
