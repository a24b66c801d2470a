import { type Gap, latest } from '../facts/timeline.ts';
import { isUntold } from '../facts/told.ts';
import { BEGINNING, earlier, type Instant, plus } from '../kernel/time.ts';
import { type ChangeItem, changesWithin, itemOf, type LandedChange } from './changes.ts';
import { unseenChanges } from './changes-unseen.ts';
import { type Emergency, emergencyOf } from './emergencies.ts';
import { hostedNames, hostedReads, notHosted } from './hosted-changes.ts';
import { type Context, definePopulation, type Item } from './population.ts';
import type { Setting } from './settings.ts';

const reads = { ...hostedReads, change: [...hostedReads.change, 'labels', 'approvals', 'author'] } as const;

type Reading = Context<typeof reads>;

/** A change that was declared an emergency. */
export interface EmergencyItem extends ChangeItem {
  readonly emergency: Emergency;
  /** By when somebody else had to have reviewed it. */
  readonly due: Instant;
  readonly within: Setting<number>;
}

/** Changes that were let through as emergencies. */
export const emergencyChanges = definePopulation({
  id: 'emergency-changes',
  title: 'Emergency changes',
  mode: 'events',
  definition:
    'Every change that landed in the period, or whose review fell due in it, and that carried one of the labels of `change.emergency-labels` when it landed, or got one within 24 hours after; earlier ones that nobody had approved when the period began are carried in.',
  reads,
  items(context: Reading): readonly Item<EmergencyItem>[] {
    const { period, horizon } = context;
    return changesWithin(context, { from: BEGINNING, until: earlier(period.until, horizon) }).flatMap((one) => emergencyItem(one, context));
  },
  unseen: (context) => [...unseenChanges(context), ...notHosted(context), ...unlabelled(context)],
});

function emergencyItem(landed: LandedChange, context: Reading): Item<EmergencyItem>[] {
  const { landedAt, change } = landed;
  const lead = change.lead as Reading['facts']['change']['subjects'][number];
  const emergency = emergencyOf(lead, landedAt, context.settings);
  if (emergency === null || isUntold(emergency)) return [];
  const within = context.settings.at('change.emergency-reviewed.within', landedAt);
  const due = plus(landedAt, within.value);
  const carriedIn = landedAt < context.period.from;
  if (carriedIn && due < context.period.from && !stillOpen(lead, context.period.from)) return [];
  const item = itemOf(landed);
  const carried = carriedIn ? ' Carried in: it landed before the period.' : '';
  const because = `${item.because} The label "${emergency.label.name}" declared it an emergency.${carried}`;
  return [{ ...item, because, carriedIn, data: { ...item.data, emergency, due, within } }];
}

/** Had nobody but its author approved it by then? */
function stillOpen(lead: Reading['facts']['change']['subjects'][number], by: Instant): boolean {
  const { approvals, author } = latest(lead).state;
  return !isUntold(approvals) && !approvals.some((one) => one.at < by && one.by !== author);
}

/** Changes of which nobody tells whether they were declared: any of them may have been. */
function unlabelled(context: Reading): readonly Gap[] {
  const { period, horizon, settings } = context;
  const delivered = hostedNames(context);
  const landed = changesWithin(context, { from: period.from, until: earlier(period.until, horizon) }).filter(({ change }) =>
    delivered.has(latest(change.lead).state.repository),
  );
  const hidden = landed.flatMap(({ change, landedAt }) => {
    const lead = change.lead as Reading['facts']['change']['subjects'][number];
    const told = emergencyOf(lead, landedAt, settings);
    if (isUntold(told)) return [{ landedAt, why: told.untold }];
    return change.hosted ? [] : [{ landedAt, why: 'A clone does not tell which changes were declared emergencies.' }];
  });
  return [...Map.groupBy(hidden, (one) => one.why)].map(([why, all]): Gap => {
    const instants = all.map((one) => one.landedAt).sort((a, b) => a - b);
    return { from: instants[0] as Instant, until: plus(instants[instants.length - 1] as Instant, 1), reason: 'not-told', why };
  });
}
