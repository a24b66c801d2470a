import { Refusal } from '../../kernel/refusal.ts';
import type { AssessmentToFreeze, CommandOf } from './engagement-commands.ts';
import type { EngagementEvent, EngagementPeriod } from './engagement-events.ts';
import { type Engagement, frozenPopulation, timingOf } from './engagement-state.ts';
import { requireFrozen, requireReason } from './permissions.ts';

/** Populations as they stand in one sealed assessment; once final, they stay. */
export function freeze({ from, populations, interim }: CommandOf<'freeze'>, state: Engagement): readonly EngagementEvent[] {
  requireSamePeriod(from, state);
  requirePins(from, state);
  const twice = populations.find(({ population }, place) => populations.findIndex((one) => one.population === population) < place);
  if (twice !== undefined) throw new Refusal('engagement/population-twice', `${twice.population} is named twice. A population is frozen once.`);
  const early = from.assessment.horizon < state.period.until;
  if (early && !interim)
    throw new Refusal(
      'engagement/too-early',
      `The period ends at ${state.period.until}, and this assessment sees until ${from.assessment.horizon}. Populations are frozen once it has closed; --interim freezes them before, marked as such, and a final one must follow.`,
    );
  if (!early && interim) throw new Refusal('engagement/not-interim', 'The period has closed and was seen to its end: freeze without --interim.');
  return populations.flatMap((one) => freezeOne(one, { from, phase: early ? 'interim' : 'final' }, state));
}

function freezeOne(
  { population, sha256, items }: CommandOf<'freeze'>['populations'][number],
  { from, phase }: { from: AssessmentToFreeze; phase: 'interim' | 'final' },
  state: Engagement,
): EngagementEvent[] {
  const before = frozenPopulation(state, population);
  const again: EngagementEvent = { type: 'population-frozen', population, sha256, items, phase, assessment: from.assessment };
  if (before?.sha256 === sha256 && before.phase === phase) return before.at < state.pinnedAt ? [again] : [];
  if (before?.phase === 'final')
    throw new Refusal(
      'engagement/already-frozen',
      `The population ${population} was frozen on ${new Date(before.at).toISOString()} with the hash ${before.sha256}, and is now ${sha256}. What was frozen stays; \`tickmark engagement reperform\` shows what differs. If the period itself changed, the auditor moves it.`,
    );
  return [again];
}

/** Settings are captured inside the period: what holds afterwards says nothing of it. */
export function captureSettings({ from, settings, anyway }: CommandOf<'capture-settings'>, state: Engagement): readonly EngagementEvent[] {
  requireSamePeriod(from, state);
  const { horizon } = from.assessment;
  const timing = timingOf(horizon, state.period);
  if (timing !== 'inside' && !anyway)
    throw new Refusal(
      'engagement/settings-outside',
      `Settings are captured inside the period (${state.period.first} to ${state.period.last}); this assessment sees until ${horizon}. --anyway captures them, marked "${timing}".`,
    );
  return [{ type: 'settings-captured', assessment: from.assessment, timing, settings }];
}

/** The records may have moved the audit's days since: what was frozen for one period is no answer to another. */
function requireSamePeriod({ period, judged }: AssessmentToFreeze, { period: pinned, audit }: Engagement): void {
  if (period === null)
    throw new Refusal(
      'engagement/audit-gone',
      `The records do not name the audit "${audit}" any more. Put it back into records/scope.yaml, or close the engagement.`,
    );
  if (!samePeriod(period, pinned))
    throw new Refusal(
      'engagement/period-moved',
      `The records now say ${period.first} to ${period.last} (${period.zone}); the engagement was opened for ${pinned.first} to ${pinned.last} (${pinned.zone}). An auditor of the engagement may move it: \`tickmark engagement move-period\`; what was frozen and drawn is then void.`,
    );
  if (!samePeriod(judged, pinned))
    throw new Refusal(
      'engagement/other-period',
      `This assessment judged ${judged.first} to ${judged.last}. Assess the audit "${audit}" and freeze that.`,
    );
}

export function samePeriod(a: EngagementPeriod, b: EngagementPeriod): boolean {
  return a.type === b.type && a.from === b.from && a.until === b.until && a.zone === b.zone;
}

function requirePins({ checks, controls }: AssessmentToFreeze, { pins }: Engagement): void {
  const changed = [...differing(pins.checks, checks), ...differing(pins.controls, controls)];
  if (changed.length === 0) return;
  const list = changed.map(({ id, pinned, now }) => `${id} (pinned ${pinned}, now ${now ?? 'not asked'})`).join(', ');
  throw new Refusal(
    'engagement/checks-changed',
    `An open engagement keeps the versions of its checks and controls. They differ: ${list}. Assess with the Tickmark of ${pins.tickmark}, or let an auditor pin again with a reason.`,
  );
}

function differing(pins: Readonly<Record<string, number>>, versions: Readonly<Record<string, number>>) {
  return Object.entries(pins).flatMap(([id, pinned]) => (versions[id] === pinned ? [] : [{ id, pinned, now: versions[id] }]));
}

/** The auditor agrees to another period: everything that was frozen and drawn for the old one is void, and stays on record. */
export function movePeriod({ period, reason }: CommandOf<'move-period'>, state: Engagement): readonly EngagementEvent[] {
  if (period === null) throw new Refusal('engagement/audit-gone', `The records do not name the audit "${state.audit}" any more.`);
  if (samePeriod(period, state.period)) throw new Refusal('engagement/same-period', 'The records say the same period as the engagement.');
  return [{ type: 'period-moved', period, reason: requireReason(reason) }];
}

/** The company says why a second source counts otherwise. The difference itself stays. */
export function explain({ population, difference, explanation, known }: CommandOf<'explain'>, state: Engagement): readonly EngagementEvent[] {
  requireFrozen(population, state);
  if (!known.includes(difference))
    throw new Refusal(
      'engagement/no-difference',
      `The sources of ${population} do not differ so. ${known.length === 0 ? 'They do not differ.' : `They differ so: ${known.slice(0, 5).join('; ')}${known.length > 5 ? '; …' : ''}`}`,
    );
  return [{ type: 'difference-explained', population, difference, explanation: requireReason(explanation) }];
}
