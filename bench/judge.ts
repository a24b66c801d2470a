import { ticketReference } from '../src/checks/change/ticket-reference.ts';
import type { Check } from '../src/checks/check.ts';
import { evaluate } from '../src/checks/evaluate.ts';
import { policy } from '../src/checks/testing/given.ts';
import { vienna } from '../src/checks/testing/instants.ts';
import { story } from '../src/checks/testing/story.ts';
import { settingsFrom } from '../src/engine/settings.ts';
import type { KindState } from '../src/facts/kinds/index.ts';
import type { Timeline } from '../src/facts/timeline.ts';
import { type Bench, type Contender, inTurns, type Report, requireSameAnswer, speedRatio } from './harness.ts';
import { type Change, givenChanges, madeChange } from './made-changes.ts';
import { rulePeers } from './rule-peers.ts';

const US = 'Tickmark, finding by finding';
const JUDGED = 'Tickmark, the judgement alone';
const LIMIT = 'limit: a plain closure, boolean only';
const MARCBACHMANN = '@marcbachmann/cel-js 8.0.0';

/** The slow peers are asked a part, so that a run ends; figures are per resource. */
const SLOW_PEER_SHARE = 10;

/** B1: one check over parsed resources. */
export const judge: Bench = {
  name: 'judge',
  title: 'B1: one check over parsed resources',
  defaultSize: 200_000,
  async run({ size, rounds }): Promise<Report> {
    const changes = Array.from({ length: size }, (_, number) => madeChange(number, size));
    const context = contextOf(changes);
    const check = ticketReference as unknown as Check;
    const items = check.population.items(context);
    if (items.length !== size) throw new Error(`The population has ${items.length} items instead of ${size}`);
    const few = changes.slice(0, Math.ceil(size / SLOW_PEER_SHARE));
    const peers = await rulePeers('HL-');
    const contenders: Contender[] = [
      { name: US, units: size, run: () => share(items.filter((item) => evaluate(check, item, context).outcome === 'pass').length, size) },
      { name: JUDGED, units: size, run: () => share(items.filter((item) => check.judge(item, context).broken.length === 0).length, size) },
      { name: LIMIT, units: size, run: () => share(changes.filter(({ tickets }) => tickets.some((one) => one.startsWith('HL-'))).length, size) },
      ...peers.map(({ name, passing, slow }): Contender => {
        const asked: readonly Change[] = slow ? few : changes;
        return { name, units: asked.length, run: async () => share(await passing(asked), asked.length) };
      }),
    ];
    const measured = await inTurns(contenders, rounds);
    requireSameAnswer(measured);
    return {
      work: `Does each of ${size.toLocaleString('en')} parsed changes name a ticket of the tracker? Tickmark runs its check \`change/ticket-reference\` and gives a finding each: outcome, spans clipped to the period, a sentence, the facts it rests on. The peers answer the same question, compiled once, with true or false.`,
      unit: 'changes',
      measured,
      goals: [
        { goal: 'at least 1/3 of the limit', reached: speedRatio(measured, US, LIMIT), atLeast: 1 / 3 },
        { goal: `at least 2 × ${MARCBACHMANN}`, reached: speedRatio(measured, US, MARCBACHMANN), atLeast: 2 },
      ],
      notes: [
        'OPA-wasm is left out: it needs a policy compiled by OPA, which is not on npm.',
        '@bufbuild/cel and json-rules-engine are asked the first tenth of the changes; figures are for each change.',
      ],
    };
  },
};

/** The facts as a story gives them, the settings as the engine reads them from policies. */
function contextOf(changes: readonly Change[]) {
  const parameters = { 'change.ticket-prefixes': ['HL'] };
  const context = story('').given(givenChanges(changes), policy('change-management', { parameters })).context();
  const { policy: policies } = context.facts as unknown as { policy: Timeline<KindState<'policy'>> };
  return { ...context, settings: settingsFrom(policies, vienna) };
}

/** Parts of a hundred, so that a part and the whole can be compared. */
function share(passing: number, of: number): string {
  return `${Math.round((100 * passing) / of)} %`;
}
