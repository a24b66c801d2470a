import { aside, type Block, type Column, type Line, paragraph, table } from '../documents/document.ts';
import { momentText } from '../drafts/dates.ts';
import { dateText } from '../report/instants.ts';
import type { RequestPaper, SettingsPaper } from './workpapers.ts';

/** What the auditor asked for, with everything that was said to it. */
export function requestTable(requests: readonly RequestPaper[], zone: string): Block {
  const columns: readonly Column[] = [
    { title: 'Request', width: 3.6 },
    { title: 'Stands at', width: 1.6 },
    { title: 'What happened', width: 6 },
  ];
  const rows = requests.map((one) => [
    requestLines(one, zone),
    [one.state, ...(one.due === null ? [] : [aside(`due ${dateText(one.due)}`)])],
    historyLines(one, zone),
  ]);
  return table(columns, rows, 'Nothing was requested.');
}

function requestLines({ request, title, control, by, at }: RequestPaper, zone: string): readonly Line[] {
  return [title, aside(control === null ? request : `${request}, for ${control}`), aside(`${by}, ${momentText(at, zone)}`)];
}

function historyLines({ history }: RequestPaper, zone: string): readonly Line[] {
  if (history.length === 0) return [aside('nothing yet')];
  return history.map(({ state, comment, evidence, by, at }) => {
    const said = [state ?? 'comment', comment, evidence.length > 0 ? `evidence ${evidence.join(', ')}` : ''].filter((one) => one !== '').join(': ');
    return `${momentText(at, zone)}, ${by}: ${said}`;
  });
}

const timings = { early: 'before the period', inside: 'inside the period', late: 'after the period' } as const;

/** Each capture of the settings, with when it was made. */
export function settingsTable(settings: readonly SettingsPaper[], zone: string): readonly Block[] {
  if (settings.length === 0) return [paragraph('The settings were not captured.', 'unknown')];
  return settings.flatMap((one) => [
    paragraph(
      `Captured ${timings[one.timing]}: ${momentText(one.at, zone)}, by ${one.by}.`,
      ...(one.timing === 'inside' ? [] : (['unknown'] as const)),
    ),
    table(
      settingColumns,
      one.settings.map((each) => [each.name, each.written, policyWords(each)]),
      'There were none.',
    ),
  ]);
}

const settingColumns: readonly Column[] = [
  { title: 'Setting', width: 4 },
  { title: 'Value', width: 3 },
  { title: 'Policy', width: 4 },
];

function policyWords({ policy }: SettingsPaper['settings'][number]): string {
  return policy === null ? 'Tickmark’s default, adopted by nobody' : `${policy.id}, version ${policy.version}`;
}
