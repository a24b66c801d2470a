// biome-ignore-all lint/a11y/useSemanticElements: a table of 100,000 rows cannot be one of elements; the grid is told by its roles, and the focus is on the whole, which names its cell.
// biome-ignore-all lint/a11y/useFocusableInteractive: as above.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { useNavigateTo } from './go.tsx';
import { movedBy, type Place, seenRows, slotCount, slotOf } from './matrix-keys.ts';
import { type MatrixItem, MatrixRow } from './matrix-row.tsx';
import { countText } from './times.ts';
import { usePhone } from './use-phone.ts';
import { useWidth } from './use-width.ts';

export interface MatrixColumn {
  readonly key: string;
  readonly head: ReactNode;
  /** In pixels. Columns are not measured, so that rows that are not there cannot move those that are. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export interface MatrixAttribute {
  /** A, B, C … in the order of the workpaper. */
  readonly letter: string;
  readonly name: string;
  /** The whole question, on hover. */
  readonly title?: string;
  readonly failed: number;
  readonly unknown: number;
}

export interface MatrixProps {
  /** What is listed: "Changes by attributes". */
  label: string;
  /** Over the items: "Change". */
  itemHead: ReactNode;
  columns: readonly MatrixColumn[];
  attributes: readonly MatrixAttribute[];
  /** Of the whole list, as filtered. */
  count: number;
  /** The row, or nothing while it is on its way. Must give the same object for the same row. */
  rowAt: (index: number) => MatrixItem | undefined;
  /** Which rows are to be there: called when the view moves. */
  onRange?: (first: number, last: number) => void;
  /** Enter on an attribute's cell. Enter on an item follows its link. */
  onOpen?: (item: MatrixItem, attribute: number | undefined) => void;
  /** The item whose facts stand at the side. */
  selected?: string | undefined;
  /** A row to bring into view, once it is known: that of the item with which the page was opened. */
  reveal?: number | undefined;
  /** What the totals at the foot are of. */
  totalsLabel?: string;
  /** Under the matrix, beside the row numbers: its legend. */
  legend?: ReactNode;
}

const ROW = 28;
const ROW_PHONE = 32;
/** Of the heads, in pixels: the same as in tables.css. */
const HEAD = 62;
/** Rows that are drawn before they are seen, on either side. */
const OVERSCAN = 4;

/** Items by attributes: any row of 100,000 at once, with heads, items and totals that stay. */
export function Matrix(props: MatrixProps) {
  const { label, itemHead, columns, attributes, count, rowAt, onRange, onOpen, selected, reveal, totalsLabel = 'Whole population', legend } = props;
  const [box, width] = useWidth<HTMLDivElement>(1280);
  const prefix = useId();
  const phone = usePhone();
  const navigate = useNavigateTo();
  const height = phone ? ROW_PHONE : ROW;
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const rows = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: height,
    useFlushSync: false,
  });
  const shown = rows.getVirtualItems();
  const seen = seenRows(rows.scrollOffset ?? 0, (rows.scrollRect?.height ?? 0) - HEAD - (attributes.length > 0 ? height : 0), height, count);
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= first) onRange?.(first, last);
  }, [first, last, onRange]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are measured again when their height changes.
  useEffect(() => rows.measure(), [height]);
  useEffect(() => setAt((place) => (place.row < count ? place : { row: Math.max(0, count - 1), column: place.column })), [count]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a row is brought into view once, not with every render.
  useEffect(() => {
    if (reveal === undefined) return;
    setAt({ row: reveal, column: 0 });
    rows.scrollToIndex(reveal, { align: 'center' });
  }, [reveal]);

  const aligns = useMemo(() => columns.map((column) => column.align ?? 'left'), [columns]);
  const letters = useMemo(() => attributes.map((attribute) => attribute.letter), [attributes]);
  const page = Math.max(1, seen.last - seen.first - 1);
  const open = (place: Place) => {
    const item = rowAt(place.row);
    if (item === undefined) return;
    if (onOpen !== undefined) onOpen(item, place.column === 0 ? undefined : place.column - 1);
    else if (item.href !== undefined) navigate(item.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === box.current) return open(at);
    const next = movedBy(event.key, at, { rows: count, columns: attributes.length + 1, page });
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    rows.scrollToIndex(next.row);
  };
  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target);
    if (place === undefined) return;
    setAt(place);
    if (place.column > 0) open(place);
  };
  const slots = Math.max(shown.length, slotCount(rows.scrollRect?.height ?? 0, height, OVERSCAN));
  const style = { '--cols': template(columns, attributes.length, phone), '--rh': `${height}px`, '--no': phone ? '34px' : '36px' } as CSSProperties;
  return (
    <div className="mx-all">
      <div
        className={leastWidth(columns, attributes.length, phone) > width ? 'mx slides' : 'mx'}
        ref={box}
        role="grid"
        aria-label={label}
        aria-rowcount={count + 2}
        aria-colcount={columns.length + attributes.length + 2}
        aria-activedescendant={at.row >= first && at.row <= last ? `${prefix}-${at.row}-${at.column}` : undefined}
        tabIndex={0}
        style={style}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div className="mx-in">
          <Head itemHead={itemHead} columns={columns} attributes={attributes} />
          <div className="mx-body" role="rowgroup" style={{ height: rows.getTotalSize() }}>
            {shown.map((row) => (
              <MatrixRow
                key={slotOf(row.index, slots)}
                item={rowAt(row.index)}
                selected={selected !== undefined && rowAt(row.index)?.key === selected}
                index={row.index}
                top={row.start - HEAD}
                aligns={aligns}
                letters={letters}
                at={row.index === at.row ? at.column : undefined}
                prefix={prefix}
              />
            ))}
          </div>
          {attributes.length > 0 && <Foot label={totalsLabel} columns={columns} attributes={attributes} rowIndex={count + 2} />}
        </div>
      </div>
      <div className="mx-end">
        {legend}
        <span className="rows">
          {count === 0 ? 'No rows' : `Rows ${countText(seen.first + 1)}–${countText(seen.last + 1)} of ${countText(count)}`}
        </span>
      </div>
    </div>
  );
}

/**
 * What the columns need, in pixels. Items stay beside what slides under them only where something does: an element that sticks costs the browser a layer
 * of its own, two for each row.
 */
function leastWidth(columns: readonly MatrixColumn[], attributes: number, phone: boolean): number {
  return phone ? 162 + 44 * attributes : 258 + columns.reduce((sum, column) => sum + column.width, 0) + 51 * attributes;
}

function template(columns: readonly MatrixColumn[], attributes: number, phone: boolean): string {
  // A list without attributes has no columns for them: repeating nothing is no grid at all.
  const marks = (width: string) => (attributes === 0 ? [] : [`repeat(${attributes}, ${width})`]);
  if (phone) return ['34px', 'minmax(128px, 1fr)', ...marks('44px')].join(' ');
  return ['36px', 'minmax(222px, 1fr)', ...columns.map((column) => `${column.width}px`), ...marks('51px')].join(' ');
}

function placeOf(target: EventTarget): Place | undefined {
  if (!(target instanceof Element) || target.closest('a') !== null) return undefined;
  const row = target.closest<HTMLElement>('[data-row]')?.dataset.row;
  const column = target.closest<HTMLElement>('[data-column]')?.dataset.column;
  return row === undefined ? undefined : { row: Number(row), column: Number(column ?? 0) };
}

function Head({ itemHead, columns, attributes }: { itemHead: ReactNode; columns: readonly MatrixColumn[]; attributes: readonly MatrixAttribute[] }) {
  return (
    <div className="mx-row mx-head" role="row" aria-rowindex={1}>
      <div className="no" role="columnheader">
        <span className="vh">Sample number</span>
      </div>
      <div className="ch" role="columnheader">
        {itemHead}
      </div>
      {columns.map((column) => (
        <div key={column.key} className={column.align === 'right' ? 'o r' : 'o'} role="columnheader">
          {column.head}
        </div>
      ))}
      {attributes.map((attribute) => (
        <div key={attribute.letter} className="c" role="columnheader" title={attribute.title ?? attribute.name}>
          <b>{attribute.letter}</b>
          {attribute.name}
        </div>
      ))}
    </div>
  );
}

function Foot({
  label,
  columns,
  attributes,
  rowIndex,
}: {
  label: string;
  columns: readonly MatrixColumn[];
  attributes: readonly MatrixAttribute[];
  rowIndex: number;
}) {
  return (
    <div className="mx-row mx-foot" role="row" aria-rowindex={rowIndex}>
      <div className="no" role="gridcell" />
      <div className="ch" role="rowheader">
        <span className="n cut">{label}</span>
      </div>
      {columns.map((column, index) => (
        <div key={column.key} className="o r" role="gridcell">
          {index === columns.length - 1 && <span className="cut">fail · unknown</span>}
        </div>
      ))}
      {attributes.map((attribute) => (
        <div
          key={attribute.letter}
          className="c"
          role="gridcell"
          title={`${attribute.letter}: ${countText(attribute.failed)} fail, ${countText(attribute.unknown)} unknown`}
        >
          {attribute.failed > 0 ? <b>{countText(attribute.failed)}</b> : <span>0</span>}
          <span>·</span>
          <span>{countText(attribute.unknown)}</span>
        </div>
      ))}
    </div>
  );
}
