import { calendarDate } from '../kernel/calendar.ts';
import { type ResponseState, responseWorkflow } from '../workflows/responses/response.ts';
import { decide, type Instance } from './decide.ts';
import type { Installation } from './installation.ts';
import { readKnownToday } from './known-facts.ts';
import { chooseAssessment } from './sealed-assessments.ts';
import { readRows } from './sealed-rows.ts';

export interface ResponseRequest {
  readonly audit?: string | undefined;
  readonly check: string;
  readonly item: string;
  readonly cause: string;
  readonly response: string;
  readonly action: string | null;
  /** A calendar date. */
  readonly due: string | null;
  readonly by: string;
}

/** Seals what management says to one exception of the newest assessment. */
export async function respond(installation: Installation, { audit, by, ...said }: ResponseRequest): Promise<Instance<ResponseState, unknown>> {
  (await readKnownToday(installation)).requirePerson(by);
  const { summary } = await chooseAssessment(installation, { audit }, 'response/no-assessment');
  const { findings } = await readRows(installation.dataDirectory, summary);
  const failed = findings.some((one) => one.check === said.check && one.item === said.item && one.outcome === 'fail');
  const due = said.due === null ? null : calendarDate(said.due);
  const command = { type: 'respond', ...said, due, failed } as const;
  const done = await decide(installation, responseWorkflow, { id: `${said.check} ${said.item}`, by, command });
  await installation.keeper.seal(installation.organization.id);
  return done;
}
