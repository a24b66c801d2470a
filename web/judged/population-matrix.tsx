import { type MouseEvent, useCallback, useMemo } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { usePages, useWord } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { MarkLegend, usualMarks } from '../ui/legend.tsx';
import { Matrix, type MatrixColumn } from '../ui/matrix.tsx';
import type { MatrixCell, MatrixItem } from '../ui/matrix-row.tsx';
import { Moment } from '../ui/moment.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { populationPath } from './links.ts';
import type { Filters } from './population-filters.ts';

type Detail = AnswerOf<'GET /populations/{population}'>;
type Row = AnswerOf<'GET /populations/{population}/rows'>['rows'][number];

/** What each letter of a row is drawn as; one object for all cells alike. */
const cells: Readonly<Record<string, MatrixCell>> = {
  p: { state: 'pass' },
  f: { state: 'fail' },
  u: { state: 'unknown' },
  n: { state: 'not-owed' },
  P: { state: 'excluded', under: 'pass' },
  F: { state: 'excluded', under: 'fail' },
  U: { state: 'excluded', under: 'unknown' },
  N: { state: 'excluded', title: 'Excluded; not owed either' },
};
const notAsked: MatrixCell = { state: 'no-items', title: 'Not asked of this item' };

export interface PopulationMatrixProps {
  detail: Detail;
  filters: Filters;
  selected: string | undefined;
  onSelect: (item: string) => void;
  reveal: number | undefined;
}

/** Items by attributes, of which only what is looked at is fetched. */
export function PopulationMatrix({ detail, filters, selected, onSelect, reveal }: PopulationMatrixProps) {
  const { id, mode, attributes } = detail;
  const { total, rowAt, onRange } = usePages('GET /populations/{population}/rows', { params: { population: id }, query: filters.query });
  const withId = showsId(detail);
  const drawn = useMemo(() => new WeakMap<Row, MatrixItem>(), []);
  const itemAt = useCallback(
    (index: number): MatrixItem | undefined => {
      const row = rowAt(index);
      if (row === undefined) return undefined;
      const known = drawn.get(row) ?? itemOf(row, { population: id, events: mode === 'events', withId, onSelect });
      drawn.set(row, known);
      return known;
    },
    [rowAt, drawn, id, mode, withId, onSelect],
  );
  const heads = useMemo(
    () =>
      attributes.map((one) => ({
        letter: one.letter,
        name: breakable(one.name),
        title: `${one.letter}: ${one.asks}`,
        failed: one.fail,
        unknown: one.unknown,
      })),
    [attributes],
  );
  return (
    <>
      <Matrix
        label={`${detail.title}, items by attributes`}
        itemHead="Item"
        columns={columnsOf(detail)}
        attributes={heads}
        count={total}
        rowAt={itemAt}
        onRange={onRange}
        onOpen={(item) => onSelect(item.key)}
        selected={selected}
        reveal={reveal}
        legend={
          attributes.length > 0 ? (
            <MarkLegend entries={usualMarks} end={detail.sampled > 0 && <Sampled />} />
          ) : (
            <p className="n sm">No check asks anything of this population: it is a list, to be read.</p>
          )
        }
      />
      {total === 0 && <NothingFits filters={filters} />}
    </>
  );
}

const happened: readonly MatrixColumn[] = [
  { key: 'from', head: 'Happened', width: 128 },
  { key: 'item', head: 'Id', width: 168 },
];

const lasting: readonly MatrixColumn[] = [
  { key: 'from', head: 'From', width: 116 },
  { key: 'until', head: 'Until', width: 116 },
  { key: 'item', head: 'Id', width: 168 },
];

/** The id stands beside the title where there is room for it; it always stands with the facts of an item. */
function showsId({ mode, attributes }: Detail): boolean {
  return attributes.length <= (mode === 'events' ? 7 : 4);
}

function columnsOf(detail: Detail): readonly MatrixColumn[] {
  const all = detail.mode === 'events' ? happened : lasting;
  return showsId(detail) ? all : all.slice(0, -1);
}

interface Around {
  readonly withId: boolean;
  readonly population: string;
  readonly events: boolean;
  readonly onSelect: (item: string) => void;
}

function itemOf(row: Row, { population, events, withId, onSelect }: Around): MatrixItem {
  const from =
    row.from === null ? (
      <span key="from" className="n">
        before
      </span>
    ) : (
      <Moment key="from" at={row.from} />
    );
  const id = (
    <span key="id" title={row.item}>
      <Untrusted text={shortened(row.item)} mono />
    </span>
  );
  const until =
    row.until === null ? (
      <span key="until" className="n">
        goes on
      </span>
    ) : (
      <Moment key="until" at={row.until} />
    );
  return {
    key: row.item,
    title: <ItemLink row={row} population={population} onSelect={onSelect} />,
    ...(row.sample !== null && { sample: row.sample }),
    facts: [from, ...(events ? [] : [until]), ...(withId ? [id] : [])],
    cells: Array.from(row.cells, (letter) => cells[letter] ?? notAsked),
  };
}

/** Long words may be broken between syllables, as far as letters tell them: heads of attributes are narrow. */
function breakable(name: string): string {
  return name.replace(/\p{L}{10,}/gu, (word) => word.replace(/(?<=^.{3,}[aeiou])(?=[^aeiou][aeiou].{2,}$)/g, '\u00AD'));
}

/** A hash is told apart by its first seven characters. */
function shortened(item: string): string {
  return item.replace(/[0-9a-f]{40}$/, (sha) => sha.slice(0, 7));
}

/** Chooses the item in place; in a new tab, the page opens with it. */
function ItemLink({ row, population, onSelect }: { row: Row; population: string; onSelect: (item: string) => void }) {
  const choose = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onSelect(row.item);
  };
  return (
    <a className="q cut" tabIndex={-1} href={`${populationPath(population)}?item=${encodeURIComponent(row.item)}`} onClick={choose}>
      <Untrusted text={row.title} />
    </a>
  );
}

function Sampled() {
  return (
    <span>
      <b className="sno">S07</b> drawn in a sample
    </span>
  );
}

function NothingFits({ filters }: { filters: Filters }) {
  const [, setText] = useWord('text');
  const searched = filters.query.q !== undefined;
  return (
    <Empty
      says={searched ? 'No item holds these words, as it is filtered.' : 'No item is like this, as it is filtered.'}
      from="The population has items; the filters leave none."
      next={
        <Button onClick={() => (searched ? setText(undefined) : filters.setShow(undefined))}>
          {searched ? 'Search for nothing' : 'Show all items'}
        </Button>
      }
    />
  );
}
