import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type Assessed, look } from '../engine/assess.ts';
import type { LookReport } from '../engine/collect-look.ts';
import { type Connection, gitConnection, gitHubConnection, recordsConnection } from '../engine/connections.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { costOf, type HostCheck, hostText, todayText, unknownByReason, unseenAtLook } from './check-host-text.ts';
import { allFailed, anyIncomplete, collectText, collectWith } from './collected.ts';
import { exitCodeOf, exitCodes, failOn } from './exit-codes.ts';
import type { Io } from './io.ts';
import { withInstallation } from './open.ts';
import { collectValues, withPeriod, withResult } from './options.ts';
import { progressOn } from './progress.ts';
import { resultJson } from './result-json.ts';
import { resultText } from './result-text.ts';
import { withScratch } from './scratch.ts';
import type { Session } from './session.ts';

interface CheckOptions {
  readonly git?: readonly string[];
  readonly github?: string;
  readonly url?: string;
  readonly records?: string;
  readonly audit?: string;
  readonly period?: string;
  readonly json?: boolean;
  readonly failOn: string;
}

export function registerCheck(program: Command, session: Session): void {
  const command = program
    .command('check')
    .description(
      'One shot, nothing kept: look at clones or at an organization on GitHub (and a program, if there is one), judge the period, print what is found.',
    )
    .option('--git <path>', 'a clone; repeat for more', collectValues)
    .option('--github <organization>', 'its login; the token is read from GITHUB_TOKEN (how to make one: tickmark connect github)')
    .option('--url <address>', 'of a GitHub Enterprise: https://HOST')
    .option('--records <path>', 'the program: a folder with policies/ and records/ (default: the first clone, if it holds one)');
  withResult(withPeriod(command)).action((options: CheckOptions) => check(session, options));
}

async function check({ io, exit }: Session, options: CheckOptions): Promise<void> {
  const on = failOn(options.failOn);
  const connections = await connectionsOf(io, options);
  const progress = progressOn(io, options.json === true);
  await withScratch(async (data) => {
    progress('Starting the database');
    await withInstallation(
      { ...io, settings: { ...io.settings, databaseUrl: undefined } },
      { data, organizationName: namesOf(connections) },
      async (installation) => {
        const report = await collectWith(installation, connections, io, progress);
        if (anyIncomplete(report) || report.connections.some((one) => one.notes.length > 0)) io.err(`${collectText(report, io)}\n`);
        if (allFailed(report)) return exit(exitCodes.couldNotLook);
        const assessed = await look(installation, { audit: options.audit, period: options.period, onProgress: progress });
        const today = options.github === undefined ? null : await look(installation, { at: lastLook(report.connections) });
        progress.end();
        const host = today && { today, period: assessed, looks: report.connections };
        io.out(options.json ? `${JSON.stringify(json(assessed, host), null, 2)}\n` : page(assessed, host, io));
        exit(exitCodeOf(assessed.summary, on));
      },
    );
  });
}

/** As of the last look: what happened since, nobody has seen. */
function lastLook(looks: readonly LookReport[]): Instant {
  return Math.max(...looks.map((one) => one.startedAt)) as Instant;
}

function page(assessed: Assessed, host: HostCheck | null, io: Io): string {
  return host === null ? resultText(assessed, io) : `${todayText(host, io)}\n${resultText(assessed, io)}\n${hostText(host, io)}`;
}

function json(assessed: Assessed, host: HostCheck | null): object {
  const result = resultJson(assessed);
  if (host === null) return result;
  const { today, looks } = host;
  return { ...result, today: resultJson(today), unknownByReason: unknownByReason(assessed), notSeen: unseenAtLook(looks), cost: costOf(looks) };
}

/** @throws Refusal `check/no-token` */
function hostConnections(io: Io, { github, url }: CheckOptions): Connection[] {
  if (github === undefined) return [];
  if (!io.settings.environment['GITHUB_TOKEN'])
    throw new Refusal(
      'check/no-token',
      'The variable GITHUB_TOKEN is not set. Put a token into it that may read; how to make the smallest: tickmark connect github',
    );
  return [gitHubConnection({ organization: github, url, env: 'GITHUB_TOKEN' })];
}

async function connectionsOf(io: Io, options: CheckOptions): Promise<Connection[]> {
  const { git = [], records, github } = options;
  if (git.length === 0 && records === undefined && github === undefined)
    throw new Refusal('check/nothing', 'Name a clone with --git PATH, an organization with --github ORG, or a program with --records PATH.');
  const clones = git.map((path) => resolve(io.folder, path));
  const names = clones.map((path) => basename(path));
  const connections = [...clones.map((path, index) => gitConnection({ id: uniqueName(names, index), path })), ...hostConnections(io, options)];
  const program = records === undefined ? await programIn(clones[0]) : resolve(io.folder, records);
  return program === undefined ? connections : [...connections, recordsConnection({ id: 'program', path: program })];
}

/** Under this name stands what was looked at, where no program gives it one. */
function namesOf(connections: readonly Connection[]): string {
  return connections.map((one) => one.id).join(', ');
}

/** Two clones whose folders share a name are told apart by their place. */
function uniqueName(names: readonly string[], index: number): string {
  const name = (names[index] as string).replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'clone';
  return names.indexOf(names[index] as string) === index ? name : `${name}-${index + 1}`;
}

async function programIn(clone: string | undefined): Promise<string | undefined> {
  if (clone === undefined) return undefined;
  const found = await stat(join(clone, 'records', 'scope.yaml')).catch(() => null);
  return found?.isFile() === true ? clone : undefined;
}
