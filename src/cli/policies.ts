import type { Command } from 'commander';
import type { PolicyEntry, PolicyReport } from '../audit/policies/policy-report.ts';
import { policyReportOf } from '../engine/policy-report.ts';
import { Refusal } from '../kernel/refusal.ts';
import { withStanding } from './assessed.ts';
import { didYouMean } from './near.ts';
import { withAssessmentChoice, withData } from './options.ts';
import { pageFor } from './page.ts';
import { policiesPage, policyPage } from './policies-text.ts';
import type { Session } from './session.ts';

interface PoliciesOptions {
  readonly audit?: string;
  readonly period?: string;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

export function registerPolicies(program: Command, session: Session): void {
  const command = program
    .command('policies')
    .description(
      'What policies promise in numbers, and how what happened compares, from the newest sealed assessment; numbers that no check uses, and checks whose number no policy names.',
    )
    .argument('[policy]', 'the id of one, to read it alone')
    .option('--json', 'print it as JSON, and nothing else, on standard output');
  withAssessmentChoice(withData(command)).action((policy: string | undefined, options: PoliciesOptions) => policies(session, policy, options));
}

async function policies({ io }: Session, id: string | undefined, options: PoliciesOptions): Promise<void> {
  const report = await withStanding(io, options, (installation) => policyReportOf(installation, options));
  const chosen = id === undefined ? null : policyNamed(id, report);
  if (options.json) {
    io.out(`${JSON.stringify(chosen === null ? report : { ...report, policies: [chosen] }, null, 2)}\n`);
    return;
  }
  const page = pageFor(io, report.period.zone);
  io.out(chosen === null ? policiesPage(report, page) : policyPage(chosen, report, page));
}

/** @throws Refusal `policies/unknown`, with the ids that are like it */
function policyNamed(id: string, { policies: all }: PolicyReport): PolicyEntry {
  const found = all.find((one) => one.id === id);
  if (found !== undefined) return found;
  const near = didYouMean(
    id,
    all.map((one) => one.id),
  );
  throw new Refusal('policies/unknown', `The records held no policy "${id}" in this period.${near} All of them: tickmark policies`);
}
