import { resolve } from 'node:path';
import type { Command } from 'commander';
import { pageNote } from '../audit/documents/document.ts';
import { type DraftFormat, draftFormats, draftIds, draftNames, type WrittenDraft, type WrittenDrafts, writeDrafts } from '../engine/drafts.ts';
import { Refusal } from '../kernel/refusal.ts';
import { withConfigured } from './configured.ts';
import type { Io } from './io.ts';
import { withData, withPeriod } from './options.ts';
import { clockNote, counted, type Page, pageFor, paragraph } from './page.ts';
import { progressOn } from './progress.ts';
import type { Session } from './session.ts';

interface DraftOptions {
  readonly out?: string;
  readonly audit?: string;
  readonly period?: string;
  readonly to?: string;
  readonly format: string;
  readonly replace?: boolean;
  readonly list?: boolean;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

export function registerDraft(program: Command, { io }: Session): void {
  const command = program
    .command('draft')
    .description('Draft the documents of an examination from the newest sealed assessment: with what a person must settle or write in each.')
    .argument('[name...]', 'which drafts to write, as --list names them (default: all that apply)')
    .option('--out <folder>', 'the folder to write into: NAME.md and NAME.pdf')
    .option('--to <date>', 'write a bridge letter, too: on the days from the end of the period up to this one')
    .option('--format <kind>', 'md, pdf or both', 'both')
    .option('--replace', 'replace drafts that stand there, and what was written into them')
    .option('--list', 'print the names of the drafts, and what each is')
    .option('--json', 'print what was written as JSON');
  withPeriod(withData(command)).action((names: readonly string[], options: DraftOptions) =>
    options.list ? list(io, options) : draft(io, names, options),
  );
}

function list(io: Io, { json }: DraftOptions): void {
  const width = Math.max(...draftIds.map((one) => one.length));
  io.out(
    json
      ? `${JSON.stringify(
          draftIds.map((name) => ({ name, about: draftNames[name] })),
          null,
          2,
        )}\n`
      : draftIds.map((name) => `${name.padEnd(width)}  ${draftNames[name]}\n`).join(''),
  );
}

async function draft(io: Io, names: readonly string[], options: DraftOptions): Promise<void> {
  const { audit, period, to, replace, json } = options;
  if (options.out === undefined)
    throw new Refusal('cli/no-out', 'Name the folder to write into: --out drafts. The names of the drafts: tickmark draft --list');
  const format = formatOf(options.format);
  const out = resolve(io.folder, options.out);
  const progress = progressOn(io, json === true);
  await withConfigured(io, options, async (installation) => {
    const written = await writeDrafts(installation, { names, audit, period, to, format, out, replace: replace === true, onProgress: progress });
    progress.end();
    io.out(json ? `${JSON.stringify(asJson(out, written), null, 2)}\n` : asText(pageFor(io, written.reported.report.period.zone), out, written));
  });
}

function formatOf(text: string): DraftFormat {
  const known = draftFormats.find((one) => one === text);
  if (known !== undefined) return known;
  throw new Refusal('cli/format', `--format takes ${draftFormats.join(', ')}, not "${text}".`);
}

function asJson(out: string, { reported: { report }, drafts }: WrittenDrafts) {
  const { audit, type, first, last } = report.period;
  const listed = drafts.map(({ name, title, files, pages, toSettle, toWrite }) => ({ name, title, files, pages, toSettle, toWrite }));
  return {
    ...(report.simulated === true && { simulated: true }),
    out,
    period: { audit, type, first, last },
    treeSize: report.treeSize,
    drafts: listed,
  };
}

function asText(page: Page, out: string, { reported: { report }, drafts }: WrittenDrafts): string {
  const wrote = `Wrote ${counted(drafts.length, 'draft')} to ${out}, from the facts of ${counted(report.treeSize, 'sealed entry', 'sealed entries')}.`;
  return [
    `${clockNote(page, report.simulated === true)}${paragraph(page, 0, wrote)}`,
    ...drafts.map((one) => draftText(page, one)),
    paragraph(page, 0, `On every page of each: “${pageNote}” Management answers for what it says.`),
    '',
  ].join('\n\n');
}

function draftText(page: Page, { name, title, files, pages, open }: WrittenDraft): string {
  const what = `${title}${pages === null ? '' : `, ${counted(pages, 'page')}`}. ${open ?? 'Nothing is open in this draft.'}`;
  return [page.paint.bold(files.map((one) => one.name).join(', ')), paragraph(page, 2, `${draftNames[name]}.`), paragraph(page, 2, what)].join('\n');
}
