import { sentence } from '../drafts/wording.ts';
import type { ManagementResponse, ProgramReport } from '../program-report.ts';
import type { GivenResponse } from '../results/report-input.ts';
import { type Html, html, named } from './html.ts';
import { type Clock, dateText } from './instants.ts';
import { figure } from './wording.ts';

/** What is known of an exception besides its row. */
export interface ExceptionNotes {
  /** How often its item failed the same check before, in the period. */
  readonly repeats: number;
  readonly response: ManagementResponse | null;
}

export type NotesOn = (exception: { readonly check: string; readonly item: string; readonly from: string }) => ExceptionNotes;

/** Looks up what results count and what management says; of several responses to one item, the last one given. */
export function notesFrom(results: ProgramReport | null, responses: readonly GivenResponse[]): NotesOn {
  const repeats = new Map<string, number>();
  for (const { exceptions } of results?.controls ?? []) for (const one of exceptions) repeats.set(key(one.check, one.item, one.from), one.repeats);
  const inOrder = responses.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const answers = new Map(inOrder.map((one) => [key(one.check, one.item), one]));
  return ({ check, item, from }) => ({ repeats: repeats.get(key(check, item, from)) ?? 0, response: answers.get(key(check, item)) ?? null });
}

function key(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

const times = ['', 'once', 'twice'];

/** ` Failed twice before in this period.` */
export function repeated({ repeats }: ExceptionNotes): Html | null {
  return repeats === 0 ? null : html` <b>Failed ${times[repeats] ?? `${figure(repeats)} times`} before in this period.</b>`;
}

/** What management says, apart from what was judged; whose word it is stands first. */
export function answered({ response }: ExceptionNotes, clock: Clock): Html | null {
  if (response === null) return null;
  const { cause, response: said, action, due, by, at } = response;
  const byWhen = due === null ? null : html` by ${dateText(due)}`;
  const todo = action !== null && html` <b>To be done${byWhen}:</b> ${named(sentence(action))}`;
  return html`<span class="answer"><b>Management’s response</b> <span class="n">${named(by)}, ${clock.day(at)}</span><br><b>Cause:</b> ${named(sentence(cause))} <b>Response:</b> ${named(sentence(said))}${todo}</span>`;
}
