import { useCallback, useMemo } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { usePages, useWord } from '../api.ts';
import { SearchText } from '../judged/search-text.tsx';
import { oneOf } from '../judged/use-words.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Toggle, Tools } from '../ui/filters.tsx';
import { MarkLegend, usualMarks } from '../ui/legend.tsx';
import { Matrix, type MatrixColumn } from '../ui/matrix.tsx';
import type { MatrixCell, MatrixItem } from '../ui/matrix-row.tsx';
import { Moment } from '../ui/moment.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import type { Control, Engagement, Test } from './engagement-rules.ts';

type Row = AnswerOf<'GET /engagements/{engagement}/items'>['rows'][number];
type Cell = Row['cells'][number];

export interface TestItemsProps {
  engagement: Engagement;
  control: Control;
  test: Test;
  /** Items that the next mark is for. */
  chosen: ReadonlySet<string>;
  choose: (items: ReadonlySet<string>) => void;
}

const shows = ['all', 'unmarked', 'marked', 'exceptions', 'failed', 'outside'] as const;
const words: Readonly<Record<(typeof shows)[number], string>> = {
  all: 'All',
  unmarked: 'Unmarked',
  marked: 'Marked',
  exceptions: 'Exceptions',
  failed: 'Fail or not known',
  outside: 'Outside the sample',
};
const columns: readonly MatrixColumn[] = [
  { key: 'from', head: 'From', width: 120 },
  { key: 'marks', head: 'Auditor’s marks', width: 200 },
];

/** Items by attributes, each cell as Tickmark judged it; the auditor's marks beside them. Choosing an item puts it on the next mark. */
export function TestItems({ engagement, control, test, chosen, choose }: TestItemsProps) {
  const [word, setShow] = useWord('items');
  const [text] = useWord('text');
  const show = oneOf(word, shows, 'all' as const);
  const query = { control: control.control, population: test.population, show, ...(text !== undefined && { text }) };
  const { total, rowAt, onRange } = usePages('GET /engagements/{engagement}/items', { params: { engagement: engagement.id }, query });
  const toggle = useCallback(
    (item: string) => {
      const next = new Set(chosen);
      if (!next.delete(item)) next.add(item);
      choose(next);
    },
    [chosen, choose],
  );
  const drawn = useMemo(() => new Map<string, { row: Row; chosen: boolean; item: MatrixItem }>(), []);
  const itemAt = useCallback(
    (index: number): MatrixItem | undefined => {
      const row = rowAt(index);
      if (row === undefined) return undefined;
      const known = drawn.get(row.item);
      const on = chosen.has(row.item);
      if (known?.row === row && known.chosen === on) return known.item;
      const item = itemOf(row, on);
      drawn.set(row.item, { row, chosen: on, item });
      return item;
    },
    [rowAt, drawn, chosen],
  );
  const heads = useMemo(
    () =>
      test.attributes.map(({ letter, name, asks, judged }) => ({
        letter,
        name,
        title: `${letter}: ${asks}`,
        failed: judged.fail,
        unknown: judged.unknown,
      })),
    [test.attributes],
  );
  const shown = useMemo(() => Array.from({ length: Math.min(total, MOST) }, (_, at) => rowAt(at)), [total, rowAt]);
  const everyShown = () => choose(new Set(shown.flatMap((row) => (row === undefined ? [] : [row.item]))));
  return (
    <>
      <Tools
        end={
          <>
            <SearchText label="Title, id" />
            <Button onClick={everyShown} disabledReason={total === 0 ? 'Nothing is shown.' : undefined}>
              Choose {total > MOST ? `the first ${MOST}` : 'all shown'}
            </Button>
            <Button onClick={() => choose(new Set())} disabledReason={chosen.size === 0 ? 'No item is chosen.' : undefined}>
              Let go of {countText(chosen.size)}
            </Button>
          </>
        }
      >
        {shows
          .filter((one) => one !== 'outside' || test.outside > 0)
          .map((one) => (
            <Toggle
              key={one}
              on={show === one}
              onChange={(on) => setShow(on && one !== 'all' ? one : undefined)}
              count={one === 'all' ? test.items : one === 'outside' ? test.outside : undefined}
            >
              {words[one]}
            </Toggle>
          ))}
      </Tools>
      <Matrix
        label="Items by attributes"
        itemHead="Item"
        columns={columns}
        attributes={heads}
        count={total}
        rowAt={itemAt}
        onRange={onRange}
        onOpen={(item) => toggle(item.key)}
        legend={<MarkLegend entries={usualMarks} end={test.sample !== null && <Sampled />} />}
      />
      {total === 0 && <Empty says={test.items === 0 ? 'There is no item to be tested.' : 'No item of this test is like this.'} />}
    </>
  );
}

/** Items that one mark may be for at once. */
const MOST = 200;

function Sampled() {
  return (
    <span>
      <b className="sno">S07</b> drawn in the sample
    </span>
  );
}

function itemOf(row: Row, chosen: boolean): MatrixItem {
  return {
    key: row.item,
    title: (
      <span className="item-cells">
        <input type="checkbox" tabIndex={-1} readOnly checked={chosen} aria-label={`Choose ${row.title}`} />
        <span className="cut" title={row.item}>
          <Untrusted text={row.title} />
        </span>
      </span>
    ),
    ...(row.number !== null && { sample: `S${String(row.number).padStart(2, '0')}` }),
    facts: [
      row.from === null ? (
        <span key="from" className="n">
          –
        </span>
      ) : (
        <Moment key="from" at={row.from} />
      ),
      <Marks key="marks" cells={row.cells} />,
    ],
    cells: row.cells.map(cellOf),
  };
}

function cellOf({ machine, mark }: Cell): MatrixCell {
  if (machine === null) return { state: 'no-items', title: 'Not asked of this item' };
  const said = mark === null ? '' : ` Marked: ${mark.mark}.`;
  if (machine.excludedBy !== null && machine.outcome !== 'not-owed')
    return { state: 'excluded', under: machine.outcome, title: `${machine.because}${said}` };
  return { state: machine.outcome, title: `${machine.because}${said}` };
}

const markWords = { accept: 'accepted', exception: 'exception', 'not-tested': 'not tested' } as const;

function Marks({ cells }: { cells: readonly Cell[] }) {
  const marked = cells.filter((one) => one.mark !== null);
  if (marked.length === 0) return <span className="n">none</span>;
  return marked.map(({ letter, mark }, place) => (
    <span key={letter} className={mark?.mark === 'exception' ? 'fail' : undefined} title={mark?.note}>
      {place > 0 && ', '}
      {cells.length > 1 && `${letter} `}
      {mark !== null && markWords[mark.mark]}
    </span>
  ));
}
