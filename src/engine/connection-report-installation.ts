import { basename } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { isoInstant } from '../kernel/time.ts';
import { lastLeafOf, readEntries } from '../ledger/store.ts';
import { readLooked } from './connection-report-looked.ts';
import { type Connection, readConfiguration } from './connections.ts';
import type { Installation } from './installation.ts';

export interface ConfigurationState {
  readonly name: string;
  readonly state: 'ok' | 'missing' | 'malformed' | 'unreadable';
  readonly sentence: string | null;
  /** What it names; nothing where it cannot be read. */
  readonly connections: readonly Connection[];
}

/** How tickmark.yaml stands. What is wrong with it is said without the path to it. */
export async function configurationState(path: string): Promise<ConfigurationState> {
  const name = basename(path);
  try {
    const { connections } = await readConfiguration(path);
    return { name, state: 'ok', sentence: null, connections };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const state = error.code.endsWith('missing') ? 'missing' : error.code.endsWith('unreadable') ? 'unreadable' : 'malformed';
    const sentence = state === 'missing' ? null : error.message.replaceAll(path, name);
    return { name, state, sentence, connections: [] };
  }
}

export interface InstallationReport {
  readonly configuration: ConfigurationState;
  readonly looks: number;
  readonly lastLook: string | null;
  readonly assessment: { readonly entry: string; readonly at: string } | null;
}

export async function installationReport(installation: Installation, configurationPath: string): Promise<InstallationReport> {
  const [configuration, { runs }] = await Promise.all([configurationState(configurationPath), readLooked(installation)]);
  return { configuration, looks: runs.length, lastLook: runs.at(-1)?.startedAt ?? null, assessment: await newestAssessment(installation) };
}

async function newestAssessment({ db, organization }: Installation): Promise<InstallationReport['assessment']> {
  const untilLeaf = Number.MAX_SAFE_INTEGER;
  const fromLeaf = await lastLeafOf(db, organization.id, { types: ['assessment'], untilLeaf });
  if (fromLeaf === null) return null;
  for await (const [entry] of readEntries(db, organization.id, { types: ['assessment'], fromLeaf, untilLeaf }))
    if (entry !== undefined) return { entry: entry.id, at: isoInstant(entry.recorded) };
  return null;
}
