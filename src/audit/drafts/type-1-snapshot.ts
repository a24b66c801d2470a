import { type Block, type Cell, type Column, flag, heading, list, paragraph, table } from '../documents/document.ts';
import type { ControlReport, ProgramReport, State } from '../program-report.ts';
import { counted, listed } from '../report/wording.ts';
import { begin } from './begin.ts';
import { controlFlags, controlsInScope, criteriaTable, outOfScopeBlocks } from './control-tables.ts';
import { lastDayOf, longDate } from './dates.ts';
import type { Day, Draft, DraftFacts } from './draft-facts.ts';
import { policyTable, settingTable, unadoptedSettings } from './inventory.ts';
import { frequencyWords } from './wording.ts';

/** The design of the controls at a date: the date of a Type 1 audit, or the last known day of a period. */
export const typeOneSnapshot: Draft = (report, facts) => {
  const day = snapshotDay(report);
  const controls = controlsInScope(report).filter((one) => inForce(one, day));
  return begin(report, facts, {
    title: 'Design of the controls',
    subtitle: `${facts.organization}, as of ${longDate(day)}`,
    contents: true,
    about: ['What was promised on this day, how it is done, by whom, and by which documents. It says nothing of the days before and after.'],
    blocks: [
      ...controlFlags(report),
      heading(1, 'Criteria and controls'),
      criteriaTable(report),
      heading(1, 'Controls'),
      ...controls.flatMap((one) => controlBlocks(one, day)),
      ...outOfScopeBlocks(report),
      heading(1, 'Documents'),
      ...documents(controls, facts),
      heading(1, 'Limits and cadences'),
      ...settings(facts),
    ],
  });
};

function snapshotDay({ period }: ProgramReport): Day {
  const known = lastDayOf(period.horizon, period.zone);
  return known < period.last ? known : period.last;
}

function inForce({ since, retired }: ControlReport, day: Day): boolean {
  return (since === null || since <= day) && (retired === null || retired >= day);
}

function controlBlocks(control: ControlReport, day: Day): readonly Block[] {
  const columns: readonly Column[] = [
    { title: 'Control', width: 2 },
    { title: `${control.id}, version ${control.version}`, width: 8 },
  ];
  const rows: readonly (readonly Cell[])[] = [
    ['Promise', control.promise],
    ['How it is done', control.how],
    ['Owner', control.owner],
    ['How often', frequencyWords[control.frequency]],
    ['Criteria', control.criteria.map((one) => one.criterion).join(', ')],
    ['Documents', documentCell(control)],
    ['Records', control.records.length === 0 ? 'none' : control.records.map((one) => `${one.title}, every ${one.every}`)],
    ['In force since', control.since === null ? { tone: 'unknown', text: 'not known' } : longDate(control.since)],
    ['On this day', stateCell(control, day)],
  ];
  return [heading(2, control.title), table(columns, rows, '')];
}

function documentCell({ documents: named }: ControlReport): Cell {
  if (named.length === 0) return 'none';
  return named.map(({ id, status, version }) => {
    if (status === 'adopted') return `${id}, version ${version ?? 'not known'}`;
    return { tone: 'fail' as const, text: status === 'draft' ? `${id}: a draft, not adopted` : `${id}: not there` };
  });
}

const stateWords: Readonly<Record<State, Cell>> = {
  pass: 'stood without exceptions',
  'no-items': 'nothing to act on',
  fail: { tone: 'fail', text: 'exceptions were open' },
  unknown: { tone: 'unknown', text: 'not known' },
};

/** How the control stood on the day; not known where no check asks, or nothing speaks of the day. */
function stateCell({ parts }: ControlReport, day: Day): Cell {
  const run = parts.flatMap((one) => (one.checks.length === 0 ? [] : one.states)).find((one) => one.first <= day && day <= one.last);
  return stateWords[run?.state ?? 'unknown'];
}

function documents(controls: readonly ControlReport[], { policies }: DraftFacts): readonly Block[] {
  const wanting = [...new Set(controls.flatMap((one) => one.documents.filter((document) => document.status !== 'adopted').map(({ id }) => id)))];
  return [
    policyTable(policies),
    ...(wanting.length > 0 ? [flag(`Controls rest on ${counted(wanting.length, 'document')} that nobody has adopted: ${listed(wanting)}.`)] : []),
  ];
}

function settings(facts: DraftFacts): readonly Block[] {
  const defaults = unadoptedSettings(facts);
  return [settingTable(facts), ...(defaults.length > 0 ? [paragraph('Promised by nobody, since no adopted policy sets them:'), list(defaults)] : [])];
}
