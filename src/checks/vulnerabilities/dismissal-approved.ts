import type { Gap } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { holdsAt, spansOf } from '../../kernel/spans.ts';
import { type Instant, momentSpan } from '../../kernel/time.ts';
import { type Dismissal, dismissedVulnerabilities } from '../../populations/dismissed-vulnerabilities.ts';
import { gapsHidingAnswers } from '../../populations/knowledge.ts';
import type { Context } from '../../populations/population.ts';
import { different, personNamed, whoIs, whoReads } from '../../populations/who.ts';
import { defineCheck } from '../check.ts';
import { on } from '../wording.ts';
import { acceptanceReads, acceptancesOf } from './accepted.ts';

const reads = { ...acceptanceReads, ...whoReads, person: [...whoReads.person, ...acceptanceReads.person] } as const;

type Reading = Context<typeof reads>;

/** Whether one dismissal was approved; where nobody can tell, the gap that hides it. */
interface Verdict {
  readonly dismissal: Dismissal;
  readonly counts: boolean | Omit<Gap, 'from' | 'until'>;
  readonly why: string;
  readonly leaves: readonly number[];
}

/** Nobody decides alone that a vulnerability is not to be fixed. */
export const dismissalApproved = defineCheck({
  id: 'vulnerability/dismissal-approved',
  version: 1,
  title: 'Dismissals of vulnerabilities had a reason and the yes of another person',
  asks: 'Was each vulnerability that was dismissed dismissed with a reason, and approved by somebody other than whoever dismissed it?',
  population: dismissedVulnerabilities,
  reads,
  settings: [],
  mend: 'Take the dismissal back, or have an acceptance approved by another person with the authority "risks". The dismissal stays an exception.',
  judge(item, context) {
    const verdicts = item.data.dismissals.map((one) => verdictOn(item.data.id, one, context));
    const moments = (of: readonly Verdict[]) => spansOf(of.map((one) => momentSpan(one.dismissal.at as Instant)));
    const failed = verdicts.filter((one) => one.counts === false);
    const unknown = verdicts.flatMap(({ counts, dismissal }): Gap[] =>
      typeof counts === 'object' ? [{ ...momentSpan(dismissal.at as Instant), reason: counts.reason, why: counts.why }] : [],
    );
    const told = failed.at(-1) ?? verdicts.findLast((one) => typeof one.counts === 'object') ?? (verdicts.at(-1) as Verdict);
    const because = `It was dismissed ${on(told.dismissal.at as Instant, context)}. ${told.why}`;
    return { owed: moments(verdicts), broken: moments(failed), unknown, because, leaves: verdicts.flatMap((one) => one.leaves) };
  },
});

function verdictOn(vulnerability: string, dismissal: Dismissal, context: Reading): Verdict {
  const { reason, by, approvedBy } = dismissal;
  if (reason.trim() === '') return { dismissal, counts: false, why: 'No reason was given.', leaves: [] };
  if (isUntold(approvedBy) || approvedBy === null) return fromRecords(vulnerability, dismissal, context);
  const other = different(whoIs(context.facts, by), whoIs(context.facts, approvedBy));
  if (other === true)
    return { dismissal, counts: true, why: `The reason was "${reason}", and another person approved it on the code host.`, leaves: [] };
  if (other === false) return { dismissal, counts: false, why: 'Whoever dismissed it approved that, too.', leaves: [] };
  const why = 'Whether whoever approved it is another person than whoever dismissed it, nobody can tell.';
  return { dismissal, counts: { reason: 'not-told', why }, why, leaves: [] };
}

/** Where the code host tells of no approval, the records have to: an acceptance in force is one. */
function fromRecords(vulnerability: string, dismissal: Dismissal, context: Reading): Verdict {
  const { facts, zone, horizon } = context;
  const at = dismissal.at as Instant;
  const dismisser = whoIs(facts, dismissal.by);
  const verdicts = acceptancesOf(vulnerability, { facts, zone })
    .filter((one) => one.counts !== false && one.approvedBy !== null && holdsAt(one.spans, at))
    .map((one) => ({ ...one, other: different(dismisser, personNamed(facts, one.approvedBy as string)) }));
  const leaves = verdicts.map((one) => one.leaf);
  const good = verdicts.find((one) => one.counts === true && one.other === true);
  if (good) {
    const why = `The reason was "${dismissal.reason}", and ${good.approvedBy} had approved its acceptance ${good.id}.`;
    return { dismissal, counts: true, why, leaves };
  }
  const open = (reason: Gap['reason'], why: string): Verdict => ({
    dismissal,
    counts: { reason, why },
    why: `Nobody knows whether another person approved it: ${why}`,
    leaves,
  });
  const doubtful = verdicts.find((one) => one.other !== false);
  if (doubtful) {
    if (typeof doubtful.counts === 'object') return open(doubtful.counts.reason, doubtful.counts.why);
    return open('not-told', `whoever dismissed it may be ${doubtful.approvedBy}, who approved its acceptance ${doubtful.id}.`);
  }
  const [hidden] = gapsHidingAnswers(facts.acceptance.gaps, at, horizon);
  if (hidden) return open(hidden.reason, hidden.why);
  return { dismissal, counts: false, why: aloneText(dismissal, verdicts.length), leaves };
}

function aloneText({ approvedBy }: Dismissal, acceptances: number): string {
  if (acceptances > 0) return 'Its acceptance was approved by whoever dismissed it.';
  const told = isUntold(approvedBy) ? `${approvedBy.untold.replace(/\.+$/, '')}, and no acceptance` : 'Nobody else approved that, and no acceptance';
  return `${told} was in force.`;
}
