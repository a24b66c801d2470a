import { Refusal } from '../../kernel/refusal.ts';
import type { CommandOf } from './engagement-commands.ts';
import type { EngagementEvent } from './engagement-events.ts';
import { type Engagement, itemsToTest, sampleOf } from './engagement-state.ts';
import { requireControl, requireFrozen, requireReason } from './permissions.ts';

/** One sample of a frozen population for one control. It is drawn once; a final population that is not the interim one has a sample of its own. */
export function draw({ control, population, method, strata, drawn, sha256 }: CommandOf<'draw'>, state: Engagement): readonly EngagementEvent[] {
  requireControl(control, state);
  const frozen = requireFrozen(population, state);
  if (frozen.sha256 !== sha256)
    throw new Refusal(
      'engagement/population-changed',
      `The rows of ${population} are not those that were frozen (${frozen.sha256}, not ${sha256}). Nothing was drawn.`,
    );
  const before = sampleOf(state, control, population);
  if (before !== undefined && (before.sha256 === sha256 || frozen.phase === 'interim'))
    throw new Refusal(
      'engagement/sample-drawn',
      `A sample of ${population} was already drawn for ${control}. It is not drawn again; \`tickmark engagement extend\` adds items, with a reason.`,
    );
  if (drawn.items.length === 0)
    throw new Refusal(
      'engagement/nothing-to-draw',
      `${population} has no items: there is nothing to draw. Its completeness sheet says whether any could have gone unseen.`,
    );
  if (method.by === 'judgement') requireReason(method.why);
  return [{ type: 'sample-drawn', control, population, sha256, method, strata, ...drawn }];
}

/** More items of the same ranking; those drawn before stay. */
export function extend({ control, population, reason, items }: CommandOf<'extend'>, state: Engagement): readonly EngagementEvent[] {
  requireControl(control, state);
  const before = itemsToTest(state, control, population);
  if (before === null) throw new Refusal('engagement/no-sample', `No sample of ${population} was drawn for ${control}: all of its items are tested.`);
  if (items.length === 0) throw new Refusal('engagement/nothing-to-draw', 'Every item of the population is in the sample already.');
  const twice = items.find(({ item }, place) => before.has(item) || items.findIndex((one) => one.item === item) < place);
  if (twice !== undefined) throw new Refusal('engagement/already-in-sample', `${twice.item} is in the sample already: it would be counted twice.`);
  return [{ type: 'sample-extended', control, population, reason: requireReason(reason), items }];
}

/** The auditor's own mark on one item and attribute. Where it says other than the machine, or that nothing was tested, it says why. */
export function mark(
  { control, population, item, attribute, mark: said, note, outcome }: CommandOf<'mark'>,
  state: Engagement,
): readonly EngagementEvent[] {
  requireControl(control, state);
  requireFrozen(population, state);
  if (outcome === null)
    throw new Refusal(
      'engagement/no-such-cell',
      `${population} has no item "${item}" of which ${attribute} was asked. Names are as workpapers print them.`,
    );
  const tested = itemsToTest(state, control, population);
  if (tested !== null && !tested.has(item))
    throw new Refusal(
      'engagement/not-in-sample',
      `${item} was not drawn. Add it with \`tickmark engagement extend\`, or mark an item of the sample.`,
    );
  const differs = said !== 'accept' || outcome === 'fail' || outcome === 'unknown';
  if (differs && note.trim() === '')
    throw new Refusal('engagement/no-note', `The machine says "${outcome}". A mark "${said}" needs a note that says why.`);
  return [{ type: 'marked', control, population, item, attribute, mark: said, note: note.trim(), outcome }];
}
