import type { AssessmentSummary, WrittenItem } from '../assessment.ts';
import type { ProgramReport } from '../program-report.ts';
import { matrixOf } from './matrix.ts';
import { wordsOf } from './matrix-order.ts';
import type { View } from './view.ts';

export interface Found {
  readonly kind: 'control' | 'check' | 'population' | 'item' | 'criterion' | 'policy' | 'connection';
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly href: string;
}

const MOST = 20;
/** Items among them where other things fit, too: a word that stands in every title must not hide a control. */
const MOST_ITEMS = 8;

/** What fits some words best. No words find nothing. */
export function found(view: View, { q }: { readonly q: string }): { rows: Found[] } {
  const words = wordsOf(q);
  if (words.length === 0) return { rows: [] };
  const named = view.once('find named', () => namedIn(view)).flatMap((one) => scored(one, one.text, words));
  const items = itemsFor(view, words);
  const few = best([...named, ...items.slice(0, Math.max(MOST_ITEMS, MOST - named.length))]);
  return { rows: few.slice(0, MOST).map(({ entry: { kind, id, title, hint, href } }) => ({ kind, id, title, hint, href })) };
}

interface Entry extends Found {
  readonly text: { readonly id: string; readonly title: string };
}

interface Scored {
  readonly entry: Found;
  readonly score: number;
}

function best(all: readonly Scored[]): readonly Scored[] {
  return all.toSorted((a, b) => b.score - a.score || a.entry.title.length - b.entry.title.length || (a.entry.id < b.entry.id ? -1 : 1));
}

/** Every word must be in it; the better the place where it is, the higher. Things with names of their own come before items. */
function scored(entry: Found, { id, title }: Entry['text'], words: readonly string[]): Scored[] {
  let score = entry.kind === 'item' ? 0 : 1;
  for (const word of words) {
    const fit = Math.max(fitOf(id, word) + 1, fitOf(title, word));
    if (fit <= 1 && !title.includes(word) && !id.includes(word)) return [];
    score += fit;
  }
  return [{ entry, score }];
}

/** 12 the whole, 9 its beginning, 6 the beginning of a word in it, 3 anywhere, 0 not at all. */
function fitOf(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return text.length === word.length ? 12 : 9;
  return beginsWord(text, word, at) ? 6 : 3;
}

function beginsWord(text: string, word: string, first: number): boolean {
  for (let at = first; at >= 0; at = text.indexOf(word, at + 1)) if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  return false;
}

function namedIn({ summary, report }: View): readonly Entry[] {
  return [...fromReport(report), ...fromSummary(summary)].map((one) => ({
    ...one,
    text: { id: one.id.toLowerCase(), title: one.title.toLowerCase() },
  }));
}

function fromReport({ controls, criteria }: ProgramReport): Found[] {
  return [
    ...controls.map(({ id, title, criteria: bearsOn }) => ({ ...of('control', id, title), hint: bearsOn.map((one) => one.criterion).join(' ') })),
    ...criteria.filter((one) => one.inScope).map(({ criterion, asks, series }) => ({ ...of('criterion', criterion, asks), hint: series })),
  ];
}

function fromSummary({ checks, populations, documents = [] }: AssessmentSummary): Found[] {
  const connections = new Map(populations.flatMap((one) => one.looks.map((look): [string, string] => [look.connection, look.connector])));
  return [
    ...checks.map(({ id, title, population }) => ({ ...of('check', id, title), hint: `asked of ${population}` })),
    ...populations.map(({ population, title, items }) => ({
      ...of('population', population, title),
      hint: items === 1 ? '1 item' : `${items.toLocaleString('en-US')} items`,
    })),
    ...documents.map(({ id, status, version }) => ({ ...of('policy', id, words(id)), hint: `${status}, version ${version}` })),
    ...[...connections].map(([id, connector]) => ({ ...of('connection', id, id), hint: connector })),
  ];
}

const folders = {
  control: 'controls',
  check: 'checks',
  population: 'populations',
  policy: 'policies',
  connection: 'connections',
} as const;

function of(kind: keyof typeof folders | 'criterion', id: string, title: string): Omit<Found, 'hint'> {
  // All criteria stand on one page, each at its own place.
  const href = kind === 'criterion' ? `/criteria#${encodeURIComponent(id)}` : `/${folders[kind]}/${encodeURIComponent(id)}`;
  return { kind, id, title, href };
}

/** `change-management` → `Change management` */
function words(id: string): string {
  const spaced = id.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The best items of all populations; the same item of several populations once, in the first of them. */
function itemsFor(view: View, words: readonly string[]): readonly Scored[] {
  const seen = new Set<string>();
  const fitting: Scored[] = [];
  for (const { population, title } of view.summary.populations) {
    const matrix = matrixOf(view, population);
    for (const [place, text] of matrix.texts().entries()) {
      if (!words.every((word) => text.includes(word))) continue;
      const item = matrix.items[place] as WrittenItem;
      if (seen.has(item.item)) continue;
      seen.add(item.item);
      const cut = text.lastIndexOf('\n');
      fitting.push(...scored(itemEntry(item, population, title), { title: text.slice(0, cut), id: text.slice(cut + 1) }, words));
    }
  }
  return best(fitting);
}

function itemEntry({ item, title }: WrittenItem, population: string, of: string): Found {
  const path =
    population === 'changes'
      ? `/changes/${encodeURIComponent(item)}`
      : `/populations/${encodeURIComponent(population)}?item=${encodeURIComponent(item)}`;
  return { kind: 'item', id: item, title, hint: of, href: path };
}
