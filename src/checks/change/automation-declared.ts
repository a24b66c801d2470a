import type { Facts } from '../../facts/reads.ts';
import { latest } from '../../facts/timeline.ts';
import { momentSpan } from '../../kernel/time.ts';
import { hostedChanges } from '../../populations/hosted-changes.ts';
import { subjectOf } from '../../populations/lookup.ts';
import { accountIn, codeAccountsOf, whoIs, whoReads } from '../../populations/who.ts';
import { cannotTell, defineCheck, fails, notOwed, passes } from '../check.ts';
import { source } from '../wording.ts';
import { accountType, type Sort } from './account-type.ts';

const reads = { change: ['author', 'mergedBy', 'byQueue', 'participants', 'seenAt'], ...whoReads } as const;

type Reading = Facts<typeof reads>;
type Change = Reading['change']['subjects'][number];

/** Somebody who wrote or merged a change. */
interface Actor {
  readonly did: 'wrote' | 'merged';
  readonly login: string;
  readonly type: Sort;
}

/** Bots that write or merge changes are named. */
export const automationDeclared = defineCheck({
  id: 'change/automation-declared',
  version: 1,
  title: 'Bots that write or merge changes are declared',
  asks: 'Where a bot wrote or merged a change, does the company name it as one that may?',
  population: hostedChanges,
  reads,
  settings: ['change.automation'],
  mend: 'Name the bot in `change.automation` if it may land changes, from now on; otherwise take its rights to write away.',
  judge(item, context) {
    const { landedAt, subject } = item.data;
    const owed = [momentSpan(landedAt)];
    const declared = context.settings.at('change.automation', landedAt);
    const logins = new Set(declared.value.map(normal));
    const actors = actorsOf(subjectOf(context.facts.change, subject) as Change, context.facts);
    const bots = actors.filter((one) => one.type === 'bot');
    const stranger = bots.find((one) => !logins.has(normal(one.login)));
    if (stranger)
      return fails(owed, owed, `The bot ${stranger.login} ${stranger.did} it, and \`change.automation\` (${source(declared)}) does not name it.`);
    const doubtful = actors.find((one) => one.type === 'unknown');
    if (doubtful) {
      const { did, login } = doubtful;
      const why = login === '' ? `Nobody tells who ${did} it.` : `Nobody tells whether ${login}, who ${did} it, is a person or a bot.`;
      return cannotTell(owed, [{ ...momentSpan(landedAt), reason: 'not-told', why }], `Nobody knows whether a bot landed it: ${why}`);
    }
    if (bots.length === 0) return notOwed('People wrote and merged it.');
    return passes(
      owed,
      `${bots.map((one) => `The bot ${one.login} ${one.did} it`).join('; ')}, as \`change.automation\` (${source(declared)}) allows.`,
    );
  },
});

/** A merge queue merges on behalf of whoever asked it to. A clone does not tell who merged. */
function actorsOf(lead: Change, facts: Reading): readonly Actor[] {
  const { state } = latest(lead);
  const first = (lead.versions[0] ?? latest(lead)).state;
  const author = actor('wrote', first.author || state.author, lead, facts);
  if (state.byQueue === true) return [author];
  const merger = first.mergedBy ?? state.mergedBy;
  if (merger !== undefined) return [author, actor('merged', merger, lead, facts)];
  return state.seenAt === undefined ? [author, { did: 'merged', login: '', type: 'unknown' }] : [author];
}

function actor(did: Actor['did'], ref: string, lead: Change, facts: Reading): Actor {
  const seen = lead.versions.flatMap(({ state }) => state.participants ?? []).filter((one) => one.ref === ref);
  const account = accountIn(ref);
  const listed = account === null ? undefined : codeAccountsOf(facts, account)[0];
  const login = seen.at(-1)?.login ?? (listed ? latest(listed).state.login : ref);
  return {
    did,
    login,
    type: accountType(
      ref,
      whoIs(
        facts,
        ref,
        seen.map((one) => one.login),
      ),
      { lead, facts },
    ),
  };
}

/** A code host shows the login of an app with and without `[bot]`. */
function normal(login: string): string {
  return login
    .trim()
    .toLowerCase()
    .replace(/\[bot\]$/, '');
}
