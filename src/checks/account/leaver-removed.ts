import { type Gap, latest, versionAt } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { and, between, holdsAt, minus, none, or, type Spans, spansOf } from '../../kernel/spans.ts';
import { earlier, FOREVER, plus } from '../../kernel/time.ts';
import { codeAccounts } from '../../populations/code-accounts.ts';
import { counted } from '../../populations/knowledge.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { gapsBut, gapsIn, type Standing } from '../../populations/standing.ts';
import { behind, recordsOf, whoReads } from '../../populations/who.ts';
import { defineCheck, type Judgement, notOwed } from '../check.ts';
import { whenText } from '../state.ts';
import { at, shown, source } from '../wording.ts';
import { type Departure, departuresOf, listed, vanished } from './departures.ts';

const reads = { ...whoReads, person: [...whoReads.person, 'employment'], 'code-account': [...whoReads['code-account'], 'role'] } as const;

type Reading = Context<typeof reads>;
type Account = Reading['facts']['code-account']['subjects'][number];

/** Whoever leaves the company is out of the organization on the code host within the limit. */
export const leaverRemoved = defineCheck({
  id: 'account/leaver-removed',
  version: 1,
  title: 'Accounts of leavers were removed from the code host in time',
  asks: 'Was each account of a person whose contract ended out of the organization on the code host within the limit after the last day?',
  population: codeAccounts,
  reads,
  settings: ['access-removal.within'],
  mend: 'Take the account out of the organization, and find out why the leaving did not. An account removed late stays an exception.',
  judge(item, context) {
    const account = subjectOf(context.facts['code-account'], item.data.subject) as Account;
    const people = listed(context.facts, behind(context.facts, account).people);
    const departures = people.flatMap((one) => departuresOf(one, context));
    if (departures.length === 0 && people.every((one) => vanished(one, context).length === 0)) return withoutLeaver(account, people.length, context);
    return judgeLeaver({ key: item.key, account, standing: item.data.standing }, { people, departures }, context);
  },
});

/** Where nobody knows whose an account is, it may be that of somebody who left. */
function withoutLeaver(account: Account, people: number, context: Reading): Judgement {
  const { login, type } = latest(account).state;
  if (people > 0) return notOwed(`The contract of whoever ${login} belongs to has not ended.`);
  const records = recordsOf(context.facts, account);
  if (type === 'bot' || records.some((one) => latest(one).state.service !== null))
    return notOwed(`${login} belongs to a service, which has no contract.`);
  const doubt = doubtAbout(account, context);
  const first = context.facts.person.subjects
    .flatMap((one) => departuresOf(one, context))
    .map((one) => one.deadline)
    .sort((a, b) => a - b)[0];
  if (doubt === null || first === undefined) return notOwed(`No listed person stands behind ${login}; account/known asks who does.`);
  const unknown = existing(account).flatMap((one) =>
    and([one], between(first, FOREVER)).map((span): Gap => ({ ...span, reason: 'not-told', why: doubt })),
  );
  return { owed: none, broken: none, unknown, because: `Nobody knows whether ${login} belongs to somebody who left: ${doubt}` };
}

function doubtAbout(account: Account, { facts, horizon }: Reading): string | null {
  const holder = recordsOf(facts, account)
    .map((one) => latest(one).state.person)
    .find(isUntold);
  if (holder) return holder.untold;
  const [gap] = counted([...facts.account.gaps, ...facts.person.gaps], horizon).filter((one) => one.until === FOREVER);
  if (gap) return gap.why;
  const { emails, role } = latest(account).state;
  return isUntold(emails) && role !== 'collaborator' ? emails.untold : null;
}

function existing(account: Account): Spans {
  return spansOf(account.versions.map(({ from, until }) => ({ from, until })));
}

interface Judging {
  readonly key: string;
  readonly account: Account;
  readonly standing: Standing;
}

interface Leaving {
  readonly people: ReturnType<typeof listed>;
  readonly departures: readonly Departure[];
}

function judgeLeaver({ key, account, standing }: Judging, { people, departures }: Leaving, context: Reading): Judgement {
  const last = departures.at(-1);
  const extra = { ...(last ? { due: last.deadline } : {}), leaves: departures.map((one) => one.leaf) };
  const overdue = spansOf(departures.flatMap((one) => between(one.deadline, one.returned)));
  const certain = soleOf(people, departures);
  const sampled = gapsIn(
    departures.flatMap((one) => tooRarely(account, one)),
    standing.there,
  );
  const doubtful = [
    ...gapsIn(standing.unseen, overdue),
    ...sampled,
    ...people.flatMap((one) => gapsIn(vanished(one, context), standing.there)),
    ...and(minus(overdue, certain), standing.there).map(
      (one): Gap => ({ ...one, reason: 'not-told', why: `Which of several people ${key} belongs to is not told.` }),
    ),
  ];
  const broken = minus(and(and(overdue, certain), standing.there), spansOf(doubtful));
  const unknown = gapsBut(doubtful, broken);
  const quiet = shown(broken, context).length === 0 && shown(spansOf(unknown), context).length === 0;
  if (quiet && last && last.deadline >= context.horizon && holdsAt(standing.there, plus(context.horizon, -1)))
    return notOwed(`${last.person} left on ${last.lastDay}. ${key} must be out of the organization by ${at(last.deadline, context)}.`, extra);
  const owed = or(spansOf(departures.flatMap((one) => between(one.left, one.returned))), spansOf(unknown));
  return { owed, broken, unknown, because: sentence(key, { departures, broken, unknown }, context), ...extra };
}

/** When everybody an account may belong to had left. */
function soleOf(people: Leaving['people'], departures: readonly Departure[]): Spans {
  const ids = [...new Set(people.map((one) => latest(one).state.id))];
  const gone = ids.map((id) => spansOf(departures.filter((one) => one.person === id).flatMap((one) => between(one.deadline, one.returned))));
  return gone.reduce<Spans | null>((all, one) => (all === null ? one : and(all, one)), null) ?? none;
}

/** Seen before the deadline and proven gone after it: whether it went in time nobody saw. */
function tooRarely(account: Account, { deadline, returned }: Departure): readonly Gap[] {
  const version = versionAt(account, deadline);
  if (version === undefined || version.endsNotBefore >= deadline) return [];
  const next = account.versions.find((one) => one.from >= version.until);
  if (next?.from === version.until) return [];
  const why = 'It was seen before the limit and found gone after it; nobody looked in between.';
  return between(deadline, earlier(version.until, returned)).map((one): Gap => ({ ...one, reason: 'looked-too-rarely', why }));
}

interface Found extends Pick<Leaving, 'departures'> {
  readonly broken: Spans;
  readonly unknown: readonly Gap[];
}

function sentence(key: string, { departures, broken, unknown }: Found, context: Reading): string {
  const seen = shown(broken, context);
  const last = departures.findLast((one) => seen.length === 0 || one.deadline < (seen.at(-1)?.until ?? FOREVER)) ?? departures.at(-1);
  const gap = unknown.find((one) => shown([one], context).length > 0);
  if (last === undefined) return `Nobody knows whether whoever ${key} belongs to has left: ${gap?.why ?? 'nothing tells.'}`;
  const left = `${last.person} left on ${last.lastDay}`;
  const limit = `beyond the limit of ${last.within.written} (${source(last.within)})`;
  if (seen.length > 0) return `${left}, and ${key} was still in the organization ${limit} ${whenText(broken, context)}.`;
  if (gap) return `${left}. Nobody knows whether ${key} was out of the organization in time: ${gap.why}`;
  return `${left}, and ${key} was out of the organization in time.`;
}
