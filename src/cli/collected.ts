import type { LookCost } from '../connectors/kit/request-log.ts';
import { type CollectReport, collect } from '../engine/collect.ts';
import type { LookReport } from '../engine/collect-look.ts';
import type { Connection } from '../engine/connections.ts';
import type { Installation } from '../engine/installation.ts';
import type { Io } from './io.ts';
import { counted, type Page, pageFor, paragraph } from './page.ts';
import { printable, signs } from './paint.ts';
import type { Progress } from './progress.ts';

/** Looks at every connection, and shows how far it is. */
export async function collectWith(
  installation: Installation,
  connections: readonly Connection[],
  io: Io,
  progress: Progress,
): Promise<CollectReport> {
  const report = await collect(installation, {
    connections,
    environment: io.settings.environment,
    signal: io.signal,
    onProgress: ({ connection, what, done, of }) => progress(`${connection}: ${what}`, done, of ?? undefined),
  });
  progress.end();
  return report;
}

/** One line for each connection, and under it what could not be seen, each with what to do. */
export function collectText(report: CollectReport, io: Io): string {
  const width = Math.max(...report.connections.map((one) => one.connection.length));
  const page = pageFor(io, 'UTC');
  return report.connections.map((one) => lookText(one, width, page)).join('');
}

const states = { complete: 'pass', partial: 'unknown', failed: 'unknown' } as const;

function lookText(look: LookReport, width: number, page: Page): string {
  const { paint } = page;
  const state = states[look.outcome];
  const figures = `${counted(look.rows, 'fact')} seen, ${look.facts.toLocaleString('en-US')} new`;
  const words = look.outcome === 'failed' ? 'could not look' : `${figures}${look.outcome === 'partial' ? ', in part' : ''}`;
  const detail = (sentence: string) => `${withCommand(sentence, page)}\n`;
  const notes = look.notes.filter((note) => !look.errors.includes(note));
  return [
    `${paint.state(state, signs[state])} ${printable(look.connection).padEnd(width)}  ${words}\n`,
    ...few(look.errors).map(detail),
    ...few(notes).map((note) => paint.dim(detail(note))),
    ...costText(look.cost).map((sentence) => paint.dim(detail(sentence))),
  ].join('');
}

/** What was asked over a network; nothing for what is read from a disk. */
function costText({ sent, unchanged, replayed, waits, waited }: LookCost): readonly string[] {
  if (sent + replayed === 0) return [];
  const figures = [
    counted(sent, 'request'),
    ...(unchanged > 0 ? [`${unchanged.toLocaleString('en-US')} of them answered "not modified"`] : []),
    ...(replayed > 0 ? [`${counted(replayed, 'answer')} taken over from a look that was stopped`] : []),
    ...(waits > 0 ? [`waited ${counted(Math.max(1, Math.round(waited / 1_000)), 'second')} for limits`] : []),
  ];
  return [`${figures.join(', ')}.`];
}

const FEW = 5;

/** A thousand commits with the same fault are told by a few. */
function few(sentences: readonly string[]): readonly string[] {
  if (sentences.length <= FEW + 1) return sentences;
  return [...sentences.slice(0, FEW), `… and ${(sentences.length - FEW).toLocaleString('en-US')} more like these`];
}

/** A command to run stands on a line of its own, unbroken, so that it can be copied. */
function withCommand(sentence: string, page: Page): string {
  const [words = '', command] = sentence.split(/ (?=Run: )/);
  return command === undefined ? paragraph(page, 4, words) : `${paragraph(page, 4, words)}\n    ${printable(command)}`;
}

/** Nothing could be looked at, or something could not. */
export function allFailed(report: CollectReport): boolean {
  return report.connections.every((one) => one.outcome === 'failed');
}

export function anyIncomplete(report: CollectReport): boolean {
  return report.connections.some((one) => one.outcome !== 'complete');
}
