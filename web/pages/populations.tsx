import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer, useWord } from '../api.ts';
import { Definition } from '../judged/definition.tsx';
import { useJudged } from '../judged/judged.ts';
import { populationPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import '../judged/population.css';
import { completenessWords, modeWords } from '../judged/population-words.ts';
import { DataTable, type TableColumn } from '../ui/data-table.tsx';
import { Toggle, Tools } from '../ui/filters.tsx';
import { Go } from '../ui/go.tsx';
import { MarkLegend } from '../ui/legend.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { countText, dayRangeText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';

type Row = AnswerOf<'GET /populations'>['rows'][number];

const modes = ['events', 'state', 'calendar'] as const;
const heads = { events: 'Things that happened', state: 'Things that existed', calendar: 'What fell due' } as const;

/** Every population, by what its items are. */
export default function PopulationsPage() {
  const { rows } = useAnswer('GET /populations');
  const { view } = useJudged();
  const [show, setShow] = useWord('show');
  const tests: Readonly<Record<string, (row: Row) => boolean>> = {
    fail: (row) => row.fail > 0,
    unknown: (row) => row.unknown > 0,
    incomplete: isIncomplete,
    empty: (row) => row.items === 0,
  };
  const holds = tests[show ?? ''] ?? (() => true);
  const toggle = (name: string) => ({
    on: show === name,
    onChange: (on: boolean) => setShow(on ? name : undefined),
    count: rows.filter(tests[name] ?? holds).length,
  });
  return (
    <>
      <PageHead
        title={titleOf(rows)}
        sub={`A population is the full set of items that a control applies to, ${dayRangeText(view.period.first, view.period.last)}. Each check is asked of every item of it.`}
      />
      <Tools>
        <Toggle on={tests[show ?? ''] === undefined} onChange={() => setShow(undefined)} count={rows.length}>
          All
        </Toggle>
        <Toggle state="fail" {...toggle('fail')} />
        <Toggle state="unknown" {...toggle('unknown')} />
        <Toggle {...toggle('incomplete')}>Not complete</Toggle>
        <Toggle {...toggle('empty')}>Without items</Toggle>
      </Tools>
      {modes.map((mode) => (
        <Mode key={mode} mode={mode} rows={rows.filter((row) => row.mode === mode && holds(row))} />
      ))}
      <MarkLegend
        entries={[
          ['fail', 'items of which at least one attribute fails'],
          ['unknown', 'items of which at least one attribute is not known'],
          ['excluded', 'items with an attribute that somebody excluded, with a reason'],
        ]}
      />
    </>
  );
}

function isIncomplete({ completeness, empty }: Row): boolean {
  return completeness.unseen > 0 || completeness.agreeing < completeness.sources || empty === 'not-observed';
}

function titleOf(rows: readonly Row[]): string {
  const complete = rows.filter((row) => !isIncomplete(row)).length;
  const items = rows.reduce((sum, row) => sum + row.items, 0);
  return `${complete} of ${counted(rows.length, 'population')} ${complete === 1 ? 'is' : 'are'} complete, with ${counted(items, 'item')} in all`;
}

function Mode({ mode, rows }: { mode: (typeof modes)[number]; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title={heads[mode]} note={counted(rows.length, 'population')} strong>
      <DataTable label={heads[mode]} columns={columns} rows={rows} rowKey={(row) => row.id} rowHref={(row) => populationPath(row.id)} />
    </Section>
  );
}

const columns: readonly TableColumn<Row>[] = [
  {
    key: 'title',
    head: 'Population',
    width: '22%',
    cell: (row) => (
      <span title={modeWords(row.mode)}>
        <Untrusted text={row.title} />
      </span>
    ),
  },
  {
    key: 'definition',
    head: 'What belongs in it',
    wideOnly: true,
    cell: (row) => (
      <span className="s2 clamp" title={row.definition.replaceAll('`', '')}>
        <Definition text={row.definition} />
      </span>
    ),
  },
  {
    key: 'items',
    head: 'Items',
    align: 'right',
    nowrap: true,
    width: 64,
    cell: (row) => <Go href={populationPath(row.id)}>{countText(row.items)}</Go>,
  },
  {
    key: 'attributes',
    head: 'Attributes',
    wideOnly: true,
    align: 'right',
    nowrap: true,
    width: 74,
    cell: (row) => (row.attributes === 0 ? <span className="n">a list</span> : row.attributes),
  },
  stateColumn('fail', 'Failed'),
  stateColumn('unknown', 'Unknown'),
  stateColumn('excluded', 'Excluded'),
  { key: 'complete', head: 'Complete', width: '17%', cell: (row) => <Complete row={row} /> },
];

function stateColumn(state: 'fail' | 'unknown' | 'excluded', head: string): TableColumn<Row> {
  return {
    key: state,
    head,
    align: 'right',
    nowrap: true,
    width: 70,
    tint: (row) => (state === 'excluded' || row[state] === 0 ? undefined : state),
    cell: (row) =>
      row[state] === 0 ? null : (
        <Go href={`${populationPath(row.id)}?show=${state}`} label={`${countText(row[state])} ${state} in ${row.title}`}>
          <StateMark state={state} label="" /> {countText(row[state])}
        </Go>
      ),
  };
}

function Complete({ row }: { row: Row }) {
  const words = completenessWords(row);
  return (
    <Go href={`${populationPath(row.id)}/completeness`} className="q">
      {words.incomplete ? <span className={words.differs ? 'fail' : 'unknown'}>{words.text}</span> : <span className="s2">{words.text}</span>}
    </Go>
  );
}
