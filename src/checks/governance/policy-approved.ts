import type { Gap, Version } from '../../facts/timeline.ts';
import { type CalendarDate, daysSpan, startOfDay } from '../../kernel/calendar.ts';
import { between, minus, none, or, type Spans, spansOf } from '../../kernel/spans.ts';
import { earlier, type Span } from '../../kernel/time.ts';
import { subjectOf } from '../../populations/lookup.ts';
import { authorityOf } from '../../populations/people.ts';
import { policies } from '../../populations/policies.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck, notOwed } from '../check.ts';
import { at, shown } from '../wording.ts';
import { adoptedSpans, unseenWhileAdopted } from './adopted.ts';

const reads = { policy: ['id', 'status', 'version', 'author', 'approvedBy', 'approvedOn'], person: ['id', 'authority', 'employment'] } as const;

type Reading = Context<typeof reads>;
type Policy = Reading['facts']['policy']['subjects'][number];
type State = Policy['versions'][number]['state'];

/** What became of one adopted version. */
interface Verdict {
  readonly version: Version<State>;
  readonly broken: Spans;
  readonly unknown: readonly Gap[];
  readonly why: string;
  readonly leaves: readonly number[];
}

/** Each adopted policy was approved by another person than its author, who had the authority for it. */
export const policyApproved = defineCheck({
  id: 'governance/policy-approved',
  version: 1,
  title: 'Policies were approved by somebody else than their author',
  asks: 'Was each adopted policy approved by somebody other than its author, who had the authority to approve policies on the day of the approval?',
  population: policies,
  reads,
  settings: [],
  mend: 'Have the policy approved by another person with the authority "policies", and write down who and when in its front matter.',
  judge(item, context) {
    const policy = subjectOf(context.facts.policy, item.data.subject) as Policy;
    const verdicts = policy.versions.filter((one) => one.state.status === 'adopted').map((one) => verdictOn(one, context));
    if (verdicts.length === 0) return notOwed(`The policy ${item.key} is a draft: nothing is owed until it is adopted.`);
    const unseen = unseenWhileAdopted(policy, context.horizon);
    const broken = minus(spansOf(verdicts.flatMap((one) => one.broken)), spansOf(unseen));
    const unknown = [...unseen, ...verdicts.flatMap((one) => one.unknown)];
    const leaves = [...policy.versions.map((one) => one.leaf), ...verdicts.flatMap((one) => one.leaves)];
    return { owed: or(adoptedSpans(policy), spansOf(unseen)), broken, unknown, because: sentence(item.key, verdicts, unseen, context), leaves };
  },
});

function sentence(id: string, verdicts: readonly Verdict[], unseen: readonly Gap[], context: Reading): string {
  const visible = (spans: Spans) => shown(spans, context).length > 0;
  const failed = verdicts.findLast((one) => visible(minus(one.broken, spansOf(unseen))));
  if (failed)
    return `Version ${failed.version.state.version} of the policy ${id}, in the records since ${at(failed.version.from, context)}, ${failed.why}`;
  const gap = unseen.find((one) => visible([one]));
  if (gap) return `Nobody knows what the policy ${id} said: ${gap.why}`;
  const doubtful = verdicts.findLast((one) => visible(spansOf(one.unknown)));
  if (doubtful)
    return `Nobody knows whether version ${doubtful.version.state.version} of the policy ${id} was approved by somebody with the authority: ${doubtful.why}`;
  const { approvedBy, approvedOn, version } = (verdicts.findLast((one) => visible([one.version])) ?? (verdicts[0] as Verdict)).version.state;
  return `Version ${version} of the policy ${id} was approved by ${approvedBy} on ${approvedOn}.`;
}

function verdictOn(version: Version<State>, { facts, zone }: Reading): Verdict {
  const { author, approvedBy, approvedOn } = version.state;
  const whole: Span = { from: version.from, until: version.until };
  const fails = (why: string): Verdict => ({ version, broken: [whole], unknown: [], why, leaves: [] });
  if (approvedBy === null || approvedOn === null) return fails('was adopted without an approval.');
  if (approvedBy === author) return fails(`was approved by its own author, ${author}.`);
  const day = approvedOn as CalendarDate;
  const answer = authorityOf(facts.person, { person: approvedBy, authority: 'policies', during: daysSpan(day, day, zone), zone });
  if (answer.held === false) return fails(`was approved by ${approvedBy}, who did not have the authority "policies" on ${day}.`);
  if (answer.held === 'unknown') {
    return {
      version,
      broken: none,
      unknown: [{ ...answer.gap, ...whole }],
      why: `${approvedBy} approved it on ${day}. ${answer.gap.why}`,
      leaves: [],
    };
  }
  const early = between(version.from, earlier(startOfDay(day, zone), version.until));
  return { version, broken: early, unknown: [], why: `was adopted before the day of its approval, ${day}.`, leaves: [answer.leaf] };
}
