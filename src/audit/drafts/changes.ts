import type { AuditedPeriod } from '../assessment.ts';
import { aside, type Block, type Column, heading, paragraph, table } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { dateText } from '../report/instants.ts';
import type { Day, DraftFacts, ProgramChange } from './draft-facts.ts';

type Days = Pick<AuditedPeriod, 'first' | 'last'>;

interface Coming {
  readonly on: Day;
  readonly what: string;
}

const changeWords: Readonly<Record<ProgramChange['what'], string>> = {
  'control-adopted': 'control adopted',
  'control-version': 'control reworded',
  'control-retired': 'control retired',
  'policy-version': 'policy changed',
  setting: 'limit or cadence changed',
};

/** What changed inside the period: what the program promises, and what the system is made of. */
export function changeBlocks({ period }: ProgramReport, facts: DraftFacts): readonly Block[] {
  if (period.type === 1) return [paragraph('A description at a date tells of no changes.')];
  return [
    heading(2, 'Of what the program promises'),
    programChangeTable(facts.changes, 'Nothing that the program promises changed in the period.'),
    heading(2, 'Of systems and vendors'),
    comingTable(comingAndGoing(facts, period), 'No repository, system, data store or vendor came or went in the period.'),
  ];
}

export function programChangeTable(changes: readonly ProgramChange[], none: string): Block {
  const columns: readonly Column[] = [
    { title: 'Day', width: 2 },
    { title: 'What changed', width: 4 },
    { title: 'Before', width: 4 },
    { title: 'After', width: 4 },
  ];
  const rows = changes.map((one) => [dateText(one.on), [one.title, aside(changeWords[one.what])], one.from ?? '', one.to ?? '']);
  return table(columns, rows, none);
}

/** Everything of the inventory whose first or last day lies within the days. */
export function comingAndGoing({ inventory, vendors }: DraftFacts, { first, last }: Days): readonly Coming[] {
  const things = [
    ...inventory.repositories.map((one) => ({ ...one, called: `the repository ${one.title}` })),
    ...inventory.systems.map((one) => ({ ...one, called: `the system ${one.title}` })),
    ...inventory.backups.map((one) => ({ ...one, called: `the data store ${one.title}` })),
    ...vendors.map((one) => ({ ...one, called: `the vendor ${one.name} (${one.service}, ${one.tier})` })),
  ];
  const within = (day: Day | null): day is Day => day !== null && first <= day && day <= last;
  const begun = things.filter((one) => within(one.since) && one.since > first).map((one) => ({ on: one.since, what: `First day of ${one.called}` }));
  const ended = things.flatMap((one) => (within(one.until) ? [{ on: one.until, what: `Last day of ${one.called}` }] : []));
  return [...begun, ...ended].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

export function comingTable(coming: readonly Coming[], none: string): Block {
  const columns: readonly Column[] = [
    { title: 'Day', width: 2 },
    { title: 'What', width: 12 },
  ];
  return table(
    columns,
    coming.map(({ on, what }) => [dateText(on), what]),
    none,
  );
}
