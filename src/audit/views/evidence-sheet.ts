import { writtenOut, type Zone } from '../../kernel/calendar.ts';
import { parseInstant } from '../../kernel/time.ts';
import { typstText } from '../documents/typst-text.ts';

/** A line of a list of properties; several texts stand under each other. */
export interface Property {
  readonly label: string;
  readonly lines: readonly string[];
  /** What a machine said. */
  readonly mono?: boolean;
}

/** One entry of the ledger as a sheet of paper. It carries no verdict on what it says. */
export interface EvidenceSheet {
  readonly title: string;
  readonly subtitle: string;
  readonly id: string;
  readonly organization: string;
  readonly simulated: boolean;
  readonly source: readonly Property[];
  readonly seal: readonly Property[];
  /** Whether it was checked to stand in the log when the sheet was made, in a sentence. */
  readonly verdict: { readonly holds: boolean; readonly sentence: string };
  readonly path: readonly { readonly label: string; readonly hash: string }[];
  readonly fields: readonly { readonly label: string; readonly value: string; readonly read: boolean }[];
  readonly received: { readonly sentence: string; readonly text: string };
  readonly uses: readonly Property[];
  readonly foot: string;
}

/** How much of the long parts is shown. */
export interface Budget {
  readonly fields: number;
  readonly lines: number;
}

/** From generous to sparse: the first that fits on one page is printed. */
export const budgets: readonly Budget[] = [
  { fields: 26, lines: 34 },
  { fields: 26, lines: 16 },
  { fields: 20, lines: 22 },
  { fields: 20, lines: 12 },
  { fields: 15, lines: 18 },
  { fields: 15, lines: 8 },
  { fields: 12, lines: 8 },
  { fields: 9, lines: 6 },
  { fields: 6, lines: 0 },
];

/** Both clocks, UTC first. */
export function bothClocks(iso: string, zone: Zone): string[] {
  const at = parseInstant(iso);
  const utc = iso.replace('T', ' ').replace(/\.\d{3}Z$/, ' UTC');
  return zone === 'UTC' ? [utc] : [utc, writtenOut(at, zone).replace(/ \(.*\)$/, '')];
}

const layout = `
#let ink = rgb("#17191b")
#let ink-2 = rgb("#474a48")
#let ink-3 = rgb("#62645f")
#let hair = rgb("#d9d9d2")
#let accent = rgb("#1d4690")
#let accent-tint = rgb("#eef3fb")
#let unknown = rgb("#765505")
#let mono(body) = text(font: "DejaVu Sans Mono", size: .82em, body)
#let section(title, aside: "") = block(above: 5.2mm, below: 2mm, width: 100%, sticky: true, {
  text(size: 10pt, weight: "semibold", title)
  if aside != "" { text(size: 9pt, fill: ink-3, "  " + aside) }
  v(-2.2mm)
  line(length: 100%, stroke: .6pt + ink)
})
#let properties(wide, ..rows) = {
  set text(size: 8.4pt)
  set par(leading: .5em, spacing: .5em)
  table(
    columns: (wide, 1fr), inset: (x: 0mm, y: 1.25mm), stroke: (x, y) => (bottom: .35pt + hair),
    ..rows.pos().map(((label, lines, isMono)) => (
      text(fill: ink-3, label),
      stack(spacing: 1.3mm, ..lines.map(one => if isMono { mono(one) } else { one })),
    )).flatten(),
  )
}
#let says(..rows) = {
  set text(size: 8.4pt)
  set par(leading: .5em)
  table(
    columns: (1fr, 1.35fr), inset: (x: 1.6mm, y: 1.15mm), stroke: (x, y) => (bottom: .35pt + hair),
    fill: (x, y) => if rows.pos().at(y).at(2) { accent-tint },
    ..rows.pos().map(((label, value, read)) => (
      text(fill: if read { accent } else { ink-2 }, label), text(weight: if read { "semibold" } else { "regular" }, value),
    )).flatten(),
  )
}
#let received(..lines) = block(width: 100%, stroke: (left: 1pt + hair), inset: (left: 2.6mm, y: 1mm), {
  set text(font: "DejaVu Sans Mono", size: 6.6pt)
  set par(leading: .48em, spacing: .48em)
  for (depth, one) in lines.pos() { pad(left: depth * 1.1mm, par(one)) }
})
`;

/** The sheet as a source of Typst; every text of it is a string, never markup. */
export function sheetSource(sheet: EvidenceSheet, budget: Budget): string {
  return [layout, pageOf(sheet), mast(sheet), columns(sheet), said(sheet, budget), receivedPart(sheet, budget), used(sheet)].join('\n');
}

function pageOf({ title, organization, foot, simulated }: EvidenceSheet): string {
  const note = simulated ? 'Simulated clock, pretend systems.' : '';
  return `#set document(title: ${typstText(title)}, author: ${typstText(organization)})
#set page(paper: "a4", margin: (top: 14mm, bottom: 17mm, left: 15mm, right: 15mm), footer: {
  set text(size: 7.4pt, fill: ink-3)
  line(length: 100%, stroke: .4pt + hair)
  v(-1.5mm)
  grid(columns: (1fr, auto, auto), column-gutter: 6mm, ${typstText(foot)}, text(fill: unknown, ${typstText(note)}), context counter(page).display("1 of 1", both: true))
})
#set text(font: "Libertinus Serif", size: 9.4pt, fill: ink, lang: "en", region: "gb", number-width: "tabular")
#set par(leading: .58em)`;
}

function mast({ title, subtitle, id, organization }: EvidenceSheet): string {
  return `#grid(columns: (1fr, auto), column-gutter: 8mm,
  { text(size: 16pt, weight: "semibold", ${typstText(title)}); v(-1.5mm); text(size: 9.6pt, fill: ink-2, ${typstText(subtitle)}) },
  align(right, { set text(size: 8.6pt); text(weight: "semibold", "Tickmark"); linebreak(); ${typstText(id)}; linebreak(); text(fill: ink-3, ${typstText(organization)}) }),
)
#v(-1mm)
#line(length: 100%, stroke: 1pt + ink)`;
}

function columns({ source, seal, verdict, path }: EvidenceSheet): string {
  const proof = path.map(({ label, hash }) => `(${typstText(label)}, (${typstText(hash)},), true)`);
  return `#grid(columns: (1.28fr, 1fr), column-gutter: 8mm,
  { section("Where it comes from"); properties(22mm, ${source.map(row).join(', ')}) },
  { section("Seal"); text(size: 8.8pt, weight: "semibold", fill: ${verdict.holds ? 'ink' : 'unknown'}, ${typstText(verdict.sentence)}); v(-1mm)
    properties(20mm, ${[...seal.map(row), ...proof].join(', ')}) },
)`;
}

function row({ label, lines, mono = false }: Property): string {
  return `(${typstText(label)}, (${lines.map((one) => `${typstText(one)},`).join(' ')}), ${mono})`;
}

function said({ fields }: EvidenceSheet, budget: Budget): string {
  if (fields.length === 0) return '';
  const shown = fields.slice(0, budget.fields).map(({ label, value, read }) => `(${typstText(label)}, ${typstText(shortened(value))}, ${read})`);
  const left = fields.length - budget.fields;
  const more =
    left > 0
      ? `\n#text(size: 8pt, fill: ink-3, ${typstText(`${left === 1 ? 'One further field stands' : `${left} further fields stand`} in the entry.`)})`
      : '';
  return `#section("What it says", aside: "in blue: the fields that checks read; evidence carries no verdict")\n#says(${shown.join(', ')})${more}`;
}

function shortened(value: string): string {
  return value.length > 220 ? `${value.slice(0, 220)}…` : value;
}

function receivedPart({ received: { sentence, text } }: EvidenceSheet, { lines }: Budget): string {
  const all = text === '' ? [] : text.split('\n');
  const shown = all.slice(0, lines).map((one) => `(${/^ */.exec(one)?.[0].length ?? 0}, ${typstText(one.trimStart().slice(0, 240))})`);
  const left = all.length - shown.length;
  const more = left > 0 ? `${left === 1 ? 'One further line is' : `${left} further lines are`} not printed. ` : '';
  const block = shown.length > 0 ? `\n#received(${shown.join(', ')})` : '';
  return `#section("What was received")\n#text(size: 8pt, fill: ink-3, ${typstText(`${more}${sentence}`)})${block}`;
}

function used({ uses }: EvidenceSheet): string {
  const rows =
    uses.length > 0
      ? `#properties(22mm, ${uses.map(row).join(', ')})`
      : `#text(size: 8.4pt, fill: ink-3, "Nothing that was judged in this period rests on it.")`;
  return `#section("Used by")\n${rows}`;
}
