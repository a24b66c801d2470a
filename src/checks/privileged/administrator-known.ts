import { gapsAt, latest } from '../../facts/timeline.ts';
import { holdsAt } from '../../kernel/spans.ts';
import { type Instant, momentSpan } from '../../kernel/time.ts';
import { counted } from '../../populations/knowledge.ts';
import { grouped } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { privilegedEvents } from '../../populations/privileged-events.ts';
import { accountIn, codeAccountsOf } from '../../populations/who.ts';
import { type Answered, answeredByLogin, answeredFor, answerReads } from '../account/answered-for.ts';
import { cannotTell, defineCheck, fails, notOwed, passes } from '../check.ts';
import { on } from '../wording.ts';

type Reading = Context<typeof answerReads>;

/** The highest rights go to nobody of whom it is not known who that is. */
export const administratorKnown = defineCheck({
  id: 'privileged/administrator-known',
  version: 1,
  title: 'Administrators were known when they were made',
  asks: 'Was it on record who answers for each account that was made an administrator, when it was made one?',
  population: privilegedEvents,
  reads: answerReads,
  settings: [],
  mend: 'Find out whose the account is, and take the rights away if it is nobody’s. Write it into the records of accounts.',
  judge(item, context) {
    const { at, what, target, actor, action } = item.data;
    if (what !== 'made-administrator') return notOwed(`Nobody was made an administrator (${action}).`);
    const owed = [momentSpan(at)];
    const when = on(at, context);
    if (target === null) {
      const why = 'the audit log does not name whom.';
      return cannotTell(owed, [{ ...momentSpan(at), reason: 'not-told', why }], `Somebody was made an administrator ${when}: ${why}`);
    }
    const { name, spans, untold, leaves } = answersFor(target, context);
    const made = `${name} was made an administrator by ${actor} ${when}`;
    if (holdsAt(spans, at)) return passes(owed, `${made}, and it was on record who answers for ${name}.`, { leaves });
    const [gap] = gapsAt(untold, at);
    if (gap)
      return cannotTell(owed, [{ ...gap, ...momentSpan(at) }], `${made}. Nobody knows whether it was on record who that is: ${gap.why}`, { leaves });
    return fails(owed, owed, `${made}, and nobody was on record as answering for ${name}.`, { leaves });
  },
});

/** The log names a login, or an account of the code host. One that was never listed may still stand in the records. */
function answersFor(target: string, { facts, horizon }: Reading): Answered & { readonly name: string } {
  const byLogin = grouped(facts['code-account'], 'any login', (one) => one.versions.map(({ state }) => state.login.toLowerCase()));
  const listed = [...codeAccountsOf(facts, accountIn(target) ?? target), ...(byLogin.get(target.toLowerCase()) ?? [])];
  const [account] = listed;
  if (account) return { name: latest(account).state.login, ...answeredFor(account as Parameters<typeof answeredFor>[0], facts, horizon) };
  const recorded = answeredByLogin([target], facts);
  return { name: target, ...recorded, untold: [...recorded.untold, ...hiding(facts, horizon)] };
}

/** Of an account that was never listed no address is known. */
function hiding(facts: Reading['facts'], horizon: Instant) {
  return counted([...facts.account.gaps, ...facts['code-account'].gaps], horizon);
}
