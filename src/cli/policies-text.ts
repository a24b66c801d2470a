import type { CheckReality } from '../audit/policies/check-reality.ts';
import type { ParameterReport, PolicyEntry, PolicyReport } from '../audit/policies/policy-report.ts';
import { at, clockNote, counted, headed, type Page, paragraph } from './page.ts';
import { type State, signs } from './paint.ts';
import { periodLines } from './period-lines.ts';
import { noticeParts, sourceText } from './policies-notices.ts';

/** Every policy with the numbers that checks read, how what happened compares, and where documents and checks do not meet. */
export function policiesPage(report: PolicyReport, page: Page): string {
  const read = report.policies
    .map((one) => ({ ...one, parameters: one.parameters.filter((parameter) => parameter.title !== null) }))
    .filter((one) => one.parameters.length > 0 && one.status !== 'draft');
  const parts = [heading(report, page), ...read.map((one) => policyText(one, page)), withoutNumbers(report, page), ...noticeParts(report, page)];
  return `${clockNote(page, report.simulated === true)}${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** One policy alone, with every number that it names. */
export function policyPage(policy: PolicyEntry, report: PolicyReport, page: Page): string {
  const none = policy.parameters.length === 0 ? [paragraph(page, 2, 'It names no number.')] : [];
  const parts = [periodLines(report.period, page).join('\n'), [policyText(policy, page), ...none].join('\n')];
  return `${clockNote(page, report.simulated === true)}${parts.join('\n\n')}\n`;
}

function heading({ program, organization, policies, period }: PolicyReport, page: Page): string {
  const tally = (['adopted', 'draft', 'withdrawn'] as const).flatMap((status) => {
    const count = policies.filter((one) => one.status === status).length;
    return count === 0 ? [] : [status === 'draft' ? counted(count, 'draft') : `${count} ${status}`];
  });
  const all = policies.length === 0 ? 'no policy' : `of ${counted(policies.length, 'policy', 'policies')}, ${tally.join(', ')}`;
  return [page.paint.bold(paragraph(page, 0, `${program?.title ?? organization.name}: ${all}`)), ...periodLines(period, page)].join('\n');
}

function policyText(policy: PolicyEntry, page: Page): string {
  const { id, title, owner, parameters } = policy;
  return [
    page.paint.bold(paragraph(page, 0, title)),
    page.paint.dim(paragraph(page, 0, `${id}, ${standingText(policy, page)}. Owner: ${owner}.`)),
    ...parameters.flatMap((one) => parameterLines(one, page)),
  ].join('\n');
}

function standingText({ status, version, since, next }: PolicyEntry, page: Page): string {
  const newer =
    next === null ? '' : `; version ${next.version} is adopted and comes into force ${next.effective === null ? 'later' : `on ${next.effective}`}`;
  if (status === 'draft') return `version ${version}, a draft`;
  if (status === 'withdrawn') return `version ${version}, withdrawn`;
  return since === null ? `version ${version}, adopted and not in force yet` : `version ${version}, in force since ${at(page, since)}${newer}`;
}

/** `  Access is reviewed every 3 months  (access-review.every)`, under it what each check found. */
function parameterLines({ name, written, title, counts, why, earlier, checks }: ParameterReport, page: Page): string[] {
  const promise = title === null ? `${name}: ${written}` : `${title} ${written} (${name})`;
  const before = earlier.map((one) => `${one.written}, ${sourceText(one.policy)}, until ${at(page, one.until)}`);
  return [
    paragraph(page, 2, promise),
    ...(before.length === 0 ? [] : [page.paint.dim(paragraph(page, 4, `Earlier in the period: ${before.join('; ')}`))]),
    ...(counts ? checks.map((one) => realityLine(one, page)) : [page.paint.dim(paragraph(page, 4, `Does not count. ${why}`))]),
  ];
}

/** `    ✗ access/review-on-time  4 due, 1 missed, the longest delay 12 d.` */
function realityLine(reality: CheckReality, page: Page): string {
  const state = stateOf(reality);
  return `    ${page.paint.state(state, signs[state])} ${headed(page, 4, reality.check, reality.says).trimStart()}`;
}

function stateOf({ counts }: CheckReality): State {
  if (counts === null || counts.items === 0) return 'no-items';
  if (counts.fail > 0) return 'fail';
  if (counts.unknown > 0) return 'unknown';
  if (counts.pass > 0) return 'pass';
  return counts.excluded > 0 ? 'excluded' : 'not-owed';
}

function withoutNumbers({ policies }: PolicyReport, page: Page): string {
  const ids = policies.filter((one) => one.parameters.length === 0).map((one) => (one.status === 'adopted' ? one.id : `${one.id} (${one.status})`));
  return ids.length === 0 ? '' : [page.paint.bold('Policies that name no number'), page.paint.dim(paragraph(page, 2, ids.join(', ')))].join('\n');
}
