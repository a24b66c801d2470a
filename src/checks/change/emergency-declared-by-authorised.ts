import { latest } from '../../facts/timeline.ts';
import { type Instant, momentSpan } from '../../kernel/time.ts';
import { emergencyChanges } from '../../populations/emergency-changes.ts';
import { subjectOf } from '../../populations/lookup.ts';
import { accountIn, codeAccountsOf, whoIs, whoReads } from '../../populations/who.ts';
import { cannotTell, defineCheck, fails, notOwed, passes } from '../check.ts';
import { on, source } from '../wording.ts';
import { accountType } from './account-type.ts';
import { type ChangeSubject, loginsIn, seenReads } from './seen-change.ts';

const reads = { ...seenReads, ...whoReads } as const;

/** An emergency is declared by somebody who may. */
export const emergencyDeclaredByAuthorised = defineCheck({
  id: 'change/emergency-declared-by-authorised',
  version: 1,
  title: 'Emergencies were declared by somebody who may',
  asks: 'Was every emergency declared by a person, and by one whom the company names for it where it names any?',
  population: emergencyChanges,
  reads,
  settings: ['change.emergency-labels', 'change.emergency-declared-by'],
  mend: 'What landed cannot be changed. Have somebody who may declare emergencies say whether it was one, and write down what they found.',
  judge({ data }, context) {
    const { landedAt, subject, emergency } = data;
    if (landedAt < context.period.from) return notOwed('It landed before the period; who declared it is asked in the period in which it landed.');
    const { by, from, name } = emergency.label;
    const lead = subjectOf(context.facts.change, subject) as ChangeSubject;
    const named = context.settings.at('change.emergency-declared-by', from as Instant);
    const account = accountIn(by);
    const listed = account === null ? [] : codeAccountsOf(context.facts, account).map((one) => latest(one).state.login);
    const logins = [...loginsIn(lead, by), ...listed];
    const login = logins.at(-1) ?? by;
    const type = accountType(by, whoIs(context.facts, by, logins), { lead, facts: context.facts });
    const owed = [momentSpan(landedAt)];
    const set = `set the label "${name}" ${on(from as Instant, context)}`;
    const unknown = (why: string) =>
      cannotTell(
        owed,
        [{ ...momentSpan(landedAt), reason: 'not-told', why }],
        `Nobody knows whether somebody who may declared the emergency: ${why}`,
      );
    if (type === 'bot') return fails(owed, owed, `The bot ${login} ${set}.`);
    if (by === '') return unknown(`The code host does not tell who ${set}.`);
    const allowed = new Set(named.value.map((one) => one.trim().toLowerCase()));
    if (allowed.size > 0 && ![...logins, by].some((one) => allowed.has(one.toLowerCase()))) {
      return fails(owed, owed, `${login} ${set}, and \`change.emergency-declared-by\` (${source(named)}) does not name them.`);
    }
    if (allowed.size === 0 && type === 'unknown') return unknown(`Nobody tells whether ${login}, who ${set}, is a person or a bot.`);
    return passes(owed, `${login} ${set}.`);
  },
});
