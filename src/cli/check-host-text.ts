import type { CheckResult } from '../audit/assessment.ts';
import type { Assessed } from '../engine/assess.ts';
import type { LookReport } from '../engine/collect-look.ts';
import { isoInstant } from '../kernel/time.ts';
import type { Io } from './io.ts';
import { at, counted, type Page, pageFor, paragraph } from './page.ts';
import { printable, type State, signs } from './paint.ts';

/** What one look at a code host has to say beside the result over the period: how it stands today, what stays unknown and why, what was not seen, what it cost. */
export interface HostCheck {
  /** Judged at the instant of the look. */
  readonly today: Assessed;
  readonly period: Assessed;
  readonly looks: readonly LookReport[];
}

const SHOWN = 12;

export function todayText({ today, looks }: HostCheck, io: Io): string {
  const page = pageFor(io, today.summary.period.zone);
  const moment = looks.map((one) => one.startedAt).sort((a, b) => b - a)[0];
  const { checks } = today.summary;
  const failing = checks.filter((one) => one.fail > 0);
  const open = checks.filter((one) => one.fail === 0 && one.unknown > 0);
  const well = checks.filter((one) => one.fail === 0 && one.unknown === 0 && one.pass > 0);
  const line = (state: State, { id, items }: CheckResult, words: string) =>
    `  ${page.paint.state(state, signs[state])} ${id}  ${page.paint.dim(`${words} of ${counted(items, 'item')}`)}`;
  const lines = [
    ...failing.map((one) => line('fail', one, `fails for ${one.fail.toLocaleString('en-US')}`)),
    ...open.map((one) => line('unknown', one, `not known for ${one.unknown.toLocaleString('en-US')}`)),
    ...well.map((one) => line('pass', one, `holds for ${one.pass.toLocaleString('en-US')}`)),
  ];
  const when = moment === undefined ? '' : `, ${at(page, isoInstant(moment))} (${page.zone})`;
  const rest = `Of what was seen. Nothing to ask today, or nothing seen to ask it of: ${counted(checks.length - lines.length, 'check')}.`;
  return `${[page.paint.bold(`As of today${when}`), ...lines, paragraph(page, 2, rest)].join('\n')}\n`;
}

export function hostText(checked: HostCheck, io: Io): string {
  const page = pageFor(io, checked.period.summary.period.zone);
  return [byControl(checked, page), byReason(checked, page), notSeen(checked, page), cost(checked, page)].filter((part) => part !== '').join('\n');
}

function byControl({ period }: HostCheck, page: Page): string {
  const failing = period.summary.controls.filter((one) => one.fail > 0).toSorted((a, b) => b.fail - a.fail);
  if (failing.length === 0) return '';
  const width = Math.max(...failing.map((one) => one.fail.toLocaleString('en-US').length));
  const rows = failing.map((one) => `  ${one.fail.toLocaleString('en-US').padStart(width)}  ${paragraph(page, width + 4, one.title).trimStart()}\n`);
  return `${page.paint.bold('Exceptions by control')}\n${rows.join('')}`;
}

/** How many answers are unknown, for each reason. */
export function unknownByReason({ findings, summary }: Assessed): { reason: string; items: number; lists: number }[] {
  const items = new Map<string, number>();
  const lists = new Map<string, number>();
  const add = (to: Map<string, number>, reason: string) => to.set(reason, (to.get(reason) ?? 0) + 1);
  for (const one of findings) {
    if (one.outcome !== 'unknown' || one.excludedBy !== null) continue;
    for (const reason of new Set(one.spans.flatMap((span) => (span.reason === undefined ? [] : [span.reason])))) add(items, reason);
  }
  for (const check of summary.checks) for (const reason of new Set(check.unseen.map((gap) => gap.reason))) add(lists, reason);
  const reasons = [...new Set([...items.keys(), ...lists.keys()])].sort();
  return reasons.map((reason) => ({ reason, items: items.get(reason) ?? 0, lists: lists.get(reason) ?? 0 }));
}

function byReason({ period }: HostCheck, page: Page): string {
  const rows = unknownByReason(period).map(({ reason, items, lists }) => {
    const parts = [...(items > 0 ? [counted(items, 'answer')] : []), ...(lists > 0 ? [`further items of ${counted(lists, 'check')}`] : [])];
    return `  ${page.paint.state('unknown', signs.unknown)} ${reason}: ${parts.join(', ')}\n`;
  });
  return rows.length === 0 ? '' : `${page.paint.bold('Unknown by reason')}\n${rows.join('')}`;
}

/** What the look itself could not see; what lies before it is told by the result. */
export function unseenAtLook(looks: readonly LookReport[]): { feed: string; scopes: number; why: string }[] {
  const gaps = looks.flatMap((look) => {
    const now = isoInstant(look.startedAt);
    return look.scopes.filter((one) => one.outcome === 'gap' && one.until === now && one.reason !== 'before-first-look');
  });
  const groups = Map.groupBy(gaps, ({ feed, why }) => `${feed}\n${why ?? 'It could not be seen.'}`);
  return [...groups].map(([key, group]) => {
    const [feed = '', why = ''] = key.split('\n');
    return { feed, scopes: group.length, why };
  });
}

function notSeen({ looks }: HostCheck, page: Page): string {
  const unseen = unseenAtLook(looks);
  const notes = [...new Set(looks.flatMap((one) => one.notes))];
  if (unseen.length === 0 && notes.length === 0) return `${page.paint.bold('What the token could not see')}\n  Nothing that was asked for.\n`;
  const rows = unseen.slice(0, SHOWN).map(({ feed, scopes, why }) => {
    const text = `${printable(feed)}${scopes > 1 ? ` (${counted(scopes, 'place')})` : ''}: ${why}`;
    return `  ${page.paint.state('unknown', signs.unknown)} ${paragraph(page, 4, text).trimStart()}\n`;
  });
  const more = unseen.length > SHOWN ? [`  … and ${unseen.length - SHOWN} more\n`] : [];
  return `${page.paint.bold('What the token could not see')}\n${[...rows, ...more, ...notes.map((note) => `${page.paint.dim(paragraph(page, 4, note))}\n`)].join('')}`;
}

/** Requests of all looks together. */
export function costOf(looks: readonly LookReport[]): { sent: number; unchanged: number; waits: number } {
  const sum = (field: 'sent' | 'unchanged' | 'waits') => looks.reduce((total, { cost }) => total + cost[field], 0);
  return { sent: sum('sent'), unchanged: sum('unchanged'), waits: sum('waits') };
}

function cost({ looks }: HostCheck, page: Page): string {
  const { sent, waits } = costOf(looks);
  const rows = looks.reduce((total, one) => total + one.rows, 0);
  const waited = waits === 0 ? '' : ` ${counted(waits, 'time')} it waited for a limit.`;
  return `${page.paint.bold('What it cost')}\n${paragraph(page, 2, `${counted(sent, 'request')} for ${counted(rows, 'fact')}.${waited}`)}\n`;
}
