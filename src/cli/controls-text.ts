import type { CataloguedControl, CataloguedRecord, CataloguedSetting } from '../audit/catalogue/catalogued-control.ts';
import { frequencyWords } from '../audit/drafts/wording.ts';
import type { VariantId } from '../controls/control.ts';
import type { StandingControl } from '../controls/standing.ts';
import { headed, type Page, paragraph } from './page.ts';
import { printable } from './paint.ts';
import { seenByOrder, seenByTitle } from './seen-by.ts';

/** What the program keeps, by control. */
export type Kept = ReadonlyMap<string, StandingControl>;

const variantTitles: Readonly<Record<VariantId, string>> = {
  'one-person': 'a company of one person',
  'platform-only': 'everything runs on the platform of somebody else',
  'no-office': 'a company without an office',
};

/** Every control on a line or two, under what its keeping could be seen by. */
export function cataloguePage(controls: readonly CataloguedControl[], kept: Kept | null, page: Page): string {
  const width = Math.max(...controls.map((one) => one.id.length));
  const groups = seenByOrder.flatMap((by) => {
    const its = controls.filter((one) => one.couldBeSeenBy === by);
    return its.length === 0
      ? []
      : [[page.paint.bold(`${seenByTitle[by]}: ${its.length}`), ...its.flatMap((one) => rowOf(one, width, kept, page))].join('\n')];
  });
  const next = 'One in full: tickmark controls CONTROL\nWhich criterion is covered by what: tickmark criteria';
  return `${[...groups, next].join('\n\n')}\n`;
}

/** `change-approval  Changes are approved by another person  CC8.1`, the criteria below where the page is too narrow. */
function rowOf({ id, title, criteria }: CataloguedControl, width: number, kept: Kept | null, page: Page): string[] {
  const indent = width + 4;
  const ids = criteria.map((one) => one.criterion).join(' ');
  const head = `  ${page.paint.bold(id.padEnd(width))}  ${paragraph(page, indent, title).trimStart()}`;
  const fits = indent + title.length + 2 + ids.length <= page.width;
  const rows = fits ? [`${head}  ${page.paint.dim(ids)}`] : [head, page.paint.dim(paragraph(page, indent, ids))];
  const standing = kept?.get(id);
  return standing === undefined ? rows : [...rows, paragraph(page, indent, keptText(standing))];
}

/** `Kept since 2025-01-15, version 2` */
function keptText({ version, since, until, variant }: StandingControl): string {
  const days = until === null ? `since ${since}` : `from ${since} to ${until}`;
  return `Kept ${days}, version ${version}${variant === null ? '' : `, in the variant ${variant}`}`;
}

/** The whole of one control. */
export function controlPage(control: CataloguedControl, kept: Kept | null, page: Page): string {
  const { id, version, title, promise, how, criteria } = control;
  const parts = [
    [page.paint.bold(paragraph(page, 0, title)), `${id}, version ${version}`, ...keptLines(id, kept, page)],
    section('Promise', [paragraph(page, 2, promise)], page),
    section('How', [paragraph(page, 2, how)], page),
    whoAndWhen(control, page),
    section(
      'Checks',
      control.checks.flatMap((one) => entry(one.id, one.asks, page)),
      page,
    ),
    section(
      'Records',
      control.records.flatMap((one) => recordLines(one, page)),
      page,
    ),
    section(
      'Documents',
      control.documents.length === 0 ? [] : [paragraph(page, 2, control.documents.map((one) => `policies/${one}.md`).join(', '))],
      page,
    ),
    section('Criteria', criterionLines(criteria, page), page),
    section('Where it cannot be kept so', variantLines(control, page), page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function keptLines(id: string, kept: Kept | null, page: Page): string[] {
  if (kept === null) return [];
  const standing = kept.get(id);
  if (standing === undefined) return ['The program does not say that it keeps it.'];
  const { owner, promise, why } = standing;
  return [
    keptText(standing),
    ...(owner === null ? [] : [paragraph(page, 0, `Its owner there: ${owner}`)]),
    ...(promise === null ? [] : [paragraph(page, 0, `Promised there: ${promise}`)]),
    ...(why === '' ? [] : [paragraph(page, 0, `Why: ${why}`)]),
  ];
}

function section(title: string, lines: readonly string[], page: Page): string[] {
  return lines.length === 0 ? [] : [page.paint.bold(title), ...lines];
}

function whoAndWhen({ owner, frequency, cadence }: CataloguedControl, page: Page): string[] {
  const every = cadence.map((one) => settingText(one)).join(', ');
  const when = `Operates ${frequencyWords[frequency]}${every === '' ? '' : ` (${every})`}`;
  return [paragraph(page, 0, `Owner: ${owner}`), paragraph(page, 0, when)];
}

/** `restore-test.every: 6 months unless a policy says otherwise` */
function settingText({ setting, default: written }: CataloguedSetting): string {
  return `${setting}: ${written === '' ? 'nothing' : written} unless a policy says otherwise`;
}

function recordLines({ id, title, shows, every }: CataloguedRecord, page: Page): string[] {
  return [headed(page, 2, id, title), paragraph(page, 4, `Shows: ${shows}`), page.paint.dim(paragraph(page, 4, settingText(every)))];
}

function entry(name: string, text: string, page: Page): string[] {
  return [`  ${page.paint.bold(printable(name))}`, paragraph(page, 4, text)];
}

function criterionLines(criteria: CataloguedControl['criteria'], page: Page): string[] {
  const width = Math.max(...criteria.map((one) => one.criterion.length));
  return criteria.map(({ criterion, reason }) => `  ${page.paint.bold(criterion.padEnd(width))}  ${paragraph(page, width + 4, reason).trimStart()}`);
}

function variantLines({ variants }: CataloguedControl, page: Page): string[] {
  return variants.flatMap((one) => [
    headed(page, 2, one.for, variantTitles[one.for]),
    paragraph(page, 4, `Instead: ${one.instead}`),
    paragraph(page, 4, one.compensating === null ? 'What is done instead meets the criteria by itself.' : `Compensating: ${one.compensating}`),
  ]);
}
