import { findDataDirectory } from '../database/data-directory.ts';
import type { Installation } from '../engine/installation.ts';
import { refuseUnlooked } from '../engine/looked.ts';
import { type Reported, reportOf } from '../engine/program-report.ts';
import { chooseAssessment, type SealedAssessment } from '../engine/sealed-assessments.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type ConfiguredOptions, withConfigured } from './configured.ts';
import type { Io } from './io.ts';
import { dataFolder } from './open.ts';
import { type RunningServer, runningServer } from './running-server.ts';

/** Which sealed assessment is asked for: the newest of an audit, of some days, or of all. */
export interface AssessedOptions extends ConfiguredOptions {
  readonly audit?: string | undefined;
  readonly period?: string | undefined;
}

const CODE = 'results/no-assessment';

/** Opens the data directory and gives the work the sealed assessment asked for. @throws Refusal `results/no-assessment` */
export async function withAssessed<T>(io: Io, options: AssessedOptions, work: (sealed: SealedAssessment) => Promise<T>): Promise<T> {
  const server = await runningServer(io, options.data);
  if (server !== null) return work(await sealedThere(server, options));
  return withStanding(io, options, async (installation) => work(await chooseAssessment(installation, options, CODE)));
}

/** Results, wherever they were worked out. */
export type ReportHere = Pick<Reported, 'sealed' | 'report'>;

const NEWEST = { assessment: 'newest' };

/** What a server holds is asked of it, as the same version of Tickmark wrote it. */
async function sealedThere(server: RunningServer, { audit, period }: AssessedOptions): Promise<SealedAssessment> {
  const answer = await server.call('GET /assessments/{assessment}', { params: NEWEST, query: { audit, period } });
  return answer as unknown as SealedAssessment;
}

async function reportThere(server: RunningServer, { audit, period }: AssessedOptions): Promise<ReportHere> {
  const { report, ...sealed } = await server.call('GET /assessments/{assessment}/report', { params: NEWEST, query: { audit, period } });
  return { report, sealed } as unknown as ReportHere;
}

/** The same with the results by control and criterion, and what management answered since. @throws Refusal `results/no-assessment` */
export async function withReport<T>(io: Io, options: AssessedOptions, work: (reported: ReportHere) => Promise<T>): Promise<T> {
  const server = await runningServer(io, options.data);
  if (server !== null) return work(await reportThere(server, options));
  return withStanding(io, options, async (installation) => work(await reportOf(installation, options)));
}

/** Whether a refusal says that nothing is assessed yet. */
export function isUnassessed(error: unknown): boolean {
  return error instanceof Refusal && (error.code === CODE || error.code === 'assessment/nobody-looked');
}

/** Reads a data directory that is there; makes none only to say that there is nothing in it. */
export async function withStanding<T>(io: Io, options: AssessedOptions, work: (installation: Installation) => Promise<T>): Promise<T> {
  const folder = dataFolder(io, options.data);
  if ((await findDataDirectory(folder)) === null)
    throw new Refusal(CODE, `Nothing is assessed yet: there is no data directory at ${folder}. Run: tickmark collect, then tickmark assess`);
  return withConfigured(io, options, async (installation) => {
    await refuseUnlooked(installation);
    return work(installation);
  });
}
