import { join } from 'node:path';
import type { Tickmark } from './run-tickmark.ts';

/** How a year is lived through: the program as the company and its auditor use it, and the time passing. */
export interface Life {
  readonly tickmark: Tickmark;
  /** Looks again and again until an instant: looks.ts says how often. */
  readonly passUntil: (until: string) => Promise<void>;
  /** Where the package, the workpapers and the drafts are written. */
  readonly folder: string;
  readonly json: boolean;
}

const TYPE_1 = 'type-1-2024';
const TYPE_2 = 'type-2-2025';
const FIRM = ['--firm', 'Sample & Partners (demo)', '--auditor', 'aud-1=A. Sample (demo)'] as const;

const CTO = ['--as', 'p-001'] as const;
const SECURITY = ['--as', 'p-002'] as const;
const ENGINEER = ['--as', 'p-004'] as const;
const AUDITOR = ['--as', 'aud-1'] as const;

/** The day of the Type 1, a day weeks after it, and the day on which the year's last record had been written down. */
const ON_THE_DAY = '2024-12-31T02:00:00Z';
const WEEKS_LATER = '2025-01-20T02:00:00Z';
export const IN_THE_END = '2026-02-01T02:00:00Z';

/** @returns what the year's assessment printed. @throws Stopped */
export async function live(life: Life): Promise<string> {
  const { tickmark, json } = life;
  await firstAudit(life);
  await life.passUntil(IN_THE_END);
  const assessed = await tickmark.shown('assess', '--audit', TYPE_2, ...(json ? ['--json'] : []));
  const found = exceptionsIn(await tickmark.read('results', '--audit', TYPE_2));
  await answerExceptions(tickmark, found);
  await secondAudit(tickmark, found);
  return assessed.out;
}

/** A Type 1: what is in place on the last day before the year. Its settings are captured on that day, its populations frozen after it. */
async function firstAudit({ tickmark, passUntil }: Life): Promise<void> {
  await passUntil(ON_THE_DAY);
  await tickmark.begun('assess', '--audit', TYPE_1);
  await tickmark.begun('engagement', 'open', 'type-1', '--audit', TYPE_1, ...FIRM, ...CTO);
  await tickmark.begun('engagement', 'settings', 'type-1', ...CTO);
  await passUntil(WEEKS_LATER);
  await tickmark.begun('assess', '--audit', TYPE_1);
  await tickmark.begun('engagement', 'freeze', 'type-1', ...CTO);
}

interface Exception {
  readonly check: string;
  readonly item: string;
  readonly until: string | null;
}

/** Of every control, as `results --json` prints them; one that bears on several controls stands there once for each. */
function exceptionsIn(results: unknown): readonly Exception[] {
  return (results as { readonly controls: readonly { readonly exceptions: readonly Exception[] }[] }).controls.flatMap(
    ({ exceptions }) => exceptions,
  );
}

const of = (check: string, found: readonly Exception[]): Exception | undefined => found.find((one) => one.check === check);
const about = ({ check, item }: Exception): readonly string[] => ['--check', check, '--item', item];

/** Management accepts until a day one that is still open, and says what it makes of two others. */
async function answerExceptions(tickmark: Tickmark, found: readonly Exception[]): Promise<void> {
  const open = found.find(({ check, until }) => check === 'repository/scope-decided' && until === null);
  if (open !== undefined) {
    const [asked] = (await tickmark.asked('exclusion', 'request', ...about(open), ...SANDBOX, ...ENGINEER)) as readonly { readonly id: string }[];
    await tickmark.begun('exclusion', 'approve', asked?.id ?? '', ...CTO);
  }
  const [late, record] = [of(REVIEW, found), found.find(({ check }) => check.startsWith('record/'))];
  if (late !== undefined) await tickmark.begun('respond', ...about(late), ...REVIEW_LATE, ...SECURITY);
  if (record !== undefined) await tickmark.begun('respond', ...about(record), ...RECORD_MISSED, ...SECURITY);
}

const REVIEW = 'access/review-on-time';
const APPROVED = 'change/approved-by-another';

const SANDBOX = ['--reason', 'A trial repository without data of customers; it is deleted when the trial ends.', '--until', '2026-06-30'];
const REVIEW_LATE = [
  ...['--cause', 'The reviewer was ill in the last week, and nobody stood in.'],
  ...['--response', 'The review was finished as soon as the reviewer was back; it found no account that should have been closed.'],
  ...['--action', 'Name a stand-in for every review.', '--due', '2026-03-31'],
];
const RECORD_MISSED = [
  ...['--cause', 'The quarter ended in the week of a release, and the date was in one calendar only.'],
  ...['--response', 'We accept the exception. The next one was made in time and looked back over both quarters.'],
  ...['--action', 'Put all dates of the program into the calendar of everyone who owns a control.', '--due', '2026-02-27'],
];

/** A Type 2: the auditor freezes what was judged, draws a sample of changes, marks some of it, and asks for something. */
async function secondAudit(tickmark: Tickmark, found: readonly Exception[]): Promise<void> {
  await tickmark.begun('engagement', 'open', 'type-2', '--audit', TYPE_2, ...FIRM, ...CTO);
  await tickmark.begun('engagement', 'freeze', 'type-2', ...CTO);
  const drawn = (await tickmark.asked('engagement', 'sample', 'type-2', ...CHANGES, ...SIZE, ...AUDITOR)) as Drawn;
  tickmark.tell(`${drawn.items.length} of ${drawn.of.toLocaleString('en-US')} changes, seed ${drawn.seed}`);
  for (const mark of marksOn(drawn, found)) await tickmark.begun('engagement', 'mark', 'type-2', ...mark, ...AUDITOR);
  await tickmark.begun('engagement', 'request', 'type-2', ...WANTED, ...AUDITOR);
  await tickmark.begun('engagement', 'answer', 'type-2', 'R-001', ...GIVEN, ...SECURITY);
}

const CHANGES = ['--control', 'change-approval', '--population', 'changes'];
const REVIEWS = ['--control', 'access-reviews', '--population', 'access-reviews-due'];
const SIZE = ['--confidence', '95', '--tolerable', '5', '--strata', '4'];
const WANTED = [
  '--title',
  'The list of accounts as it was taken for the review of the second quarter',
  '--control',
  'access-reviews',
  '--due',
  '2026-02-13',
];
const GIVEN = [
  ...['--state', 'provided', '--comment', 'The list stands in the records, with the time at which it was taken.'],
  ...['--evidence', 'records/access-reviews.yaml'],
];

/** A sample as `engagement sample --json` prints it. */
interface Drawn {
  readonly of: number;
  readonly seed: string;
  readonly items: readonly { readonly item: string }[];
}

/** A change that was drawn and approved, one that the auditor could not test, and an access review that came late. */
function marksOn({ items }: Drawn, found: readonly Exception[]): readonly (readonly string[])[] {
  const failed = new Set(found.filter(({ check }) => check === APPROVED).map(({ item }) => item));
  const [good, other] = items.filter(({ item }) => !failed.has(item));
  const mark = (population: readonly string[], attribute: string, item: string | undefined, mark: string, note: string) =>
    item === undefined ? [] : [[...population, '--item', item, '--attribute', attribute, '--mark', mark, '--note', note]];
  return [
    ...mark(CHANGES, APPROVED, good?.item, 'accept', 'Read on the code host: somebody else approved the last commit.'),
    ...mark(CHANGES, APPROVED, other?.item, 'not-tested', 'The reviewer was away on the day of the interview; to be asked again.'),
    ...mark(REVIEWS, REVIEW, of(REVIEW, found)?.item, 'exception', 'Signed after it was due; management has given its response.'),
  ];
}

/** What management and the auditor decided since is judged with the rest, and sealed: pages that open on it have nothing left to judge. @throws Stopped */
export async function assessInTheEnd({ tickmark }: Pick<Life, 'tickmark'>): Promise<void> {
  await tickmark.begun('assess', '--audit', TYPE_2);
}

/** The package for whoever checks it, the auditor's workpapers, and drafts of what is written by hand. @returns the exit code of `verify` @throws Stopped */
export async function handOver({ tickmark, folder }: Pick<Life, 'tickmark' | 'folder'>): Promise<number> {
  const packaged = join(folder, 'package');
  const { code } = await tickmark.shown('export', '--audit', TYPE_2, '--checkpoint', 'newest', '--out', packaged);
  if (code !== 0) return code;
  const verified = await tickmark.shown('verify', packaged, '--own-key');
  if (verified.code !== 0) return verified.code;
  await tickmark.begun('engagement', 'workpapers', 'type-2', '--out', join(folder, 'workpapers'));
  await tickmark.begun('draft', '--audit', TYPE_2, '--out', join(folder, 'drafts'));
  return verified.code;
}
