// biome-ignore-all lint/a11y/noRedundantRoles: on the phone the rows are blocks, and a browser then forgets that it is a table.
import type { ReactNode } from 'react';
import { Go } from './go.tsx';

export interface TableColumn<R> {
  readonly key: string;
  readonly head: ReactNode;
  /** The head in words, before the value on the phone. Left out, the head itself where that is a text. */
  readonly label?: string;
  readonly cell: (row: R) => ReactNode;
  /** Figures right, words left. */
  readonly align?: 'left' | 'right';
  /** Can be sorted by; the caller sorts. */
  readonly sorts?: boolean;
  /** Left out on the phone. */
  readonly wideOnly?: boolean;
  readonly nowrap?: boolean;
  /** Tints one cell, never a row. */
  readonly tint?: (row: R) => 'fail' | 'unknown' | undefined;
  readonly width?: number | string;
}

export interface Sorting {
  readonly by: string;
  readonly down: boolean;
}

export interface DataTableProps<R> {
  /** What is listed. */
  label: string;
  /** The first is what each row is about. */
  columns: readonly TableColumn<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  /** Where the first cell of a row leads. */
  rowHref?: (row: R) => string | undefined;
  /** The row whose facts stand at the side. */
  selected?: string | undefined;
  sort?: Sorting | undefined;
  onSort?: (sort: Sorting) => void;
  /** Rows scroll inside this height, in pixels or as CSS, and the head stays. */
  maxHeight?: number | string;
  /** A row of totals, one for each column. */
  totals?: readonly ReactNode[];
  /** In place of rows when there are none. The heads stay. */
  empty?: ReactNode;
}

/** A plain table with heads that stay. On the phone each row becomes its cells, one under another, each with its label. */
export function DataTable<R>(props: DataTableProps<R>) {
  const { label, columns, rows, rowKey, rowHref, selected, sort, onSort, maxHeight, totals, empty } = props;
  return (
    <>
      <div className={maxHeight === undefined ? 'dt-box' : 'dt-box tall'} style={maxHeight === undefined ? undefined : { maxHeight }}>
        <table className="dt stacks" aria-label={label} role="table">
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => {
              const key = rowKey(row);
              return (
                <tr key={key} role="row" className={key === selected ? 'on' : undefined} aria-current={key === selected ? 'true' : undefined}>
                  {columns.map((column, index) => (
                    <BodyCell key={column.key} column={column} row={row} lead={index === 0} href={index === 0 ? rowHref?.(row) : undefined} />
                  ))}
                </tr>
              );
            })}
          </tbody>
          {totals !== undefined && rows.length > 0 && (
            <tfoot role="rowgroup">
              <tr role="row">
                {columns.map((column, index) => (
                  <td key={column.key} role="cell" className={classes(column)} data-label={labelOf(column)}>
                    {totals[index]}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {rows.length === 0 && empty}
    </>
  );
}

function classes<R>(column: TableColumn<R>): string {
  return [column.align === 'right' ? 'r' : '', column.wideOnly ? 'hide-m' : '', column.nowrap ? 'nw' : ''].filter((name) => name !== '').join(' ');
}

function labelOf<R>(column: TableColumn<R>): string {
  return column.label ?? (typeof column.head === 'string' ? column.head : '');
}

function HeadCell<R>({ column, sort, onSort }: { column: TableColumn<R>; sort: Sorting | undefined; onSort: ((sort: Sorting) => void) | undefined }) {
  const sorted = sort?.by === column.key;
  const direction = sort?.down ? 'descending' : 'ascending';
  const style = column.width === undefined ? undefined : { width: column.width };
  return (
    <th scope="col" role="columnheader" className={classes(column)} style={style} aria-sort={sorted ? direction : undefined}>
      {column.sorts && onSort !== undefined ? (
        <button type="button" className="sort" onClick={() => onSort({ by: column.key, down: sorted ? sort?.down !== true : false })}>
          {column.head}
          <span className="dir" aria-hidden="true">
            {sorted ? arrow(sort?.down === true) : ''}
          </span>
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

function arrow(down: boolean): string {
  return down ? '↓' : '↑';
}

function BodyCell<R>({ column, row, lead, href }: { column: TableColumn<R>; row: R; lead: boolean; href: string | undefined }) {
  const tint = column.tint?.(row);
  const className = `${classes(column)}${tint === undefined ? '' : ` t-${tint}`}`;
  if (lead) {
    return (
      <th scope="row" role="rowheader" className={className}>
        {href === undefined ? (
          column.cell(row)
        ) : (
          <Go href={href} className="q">
            {column.cell(row)}
          </Go>
        )}
      </th>
    );
  }
  return (
    <td role="cell" className={className} data-label={labelOf(column)}>
      {wrapped(column.cell(row))}
    </td>
  );
}

/** On the phone a cell is a grid of label and value: the value must be one thing. An empty cell stays empty, so that it can be left out. */
function wrapped(value: ReactNode): ReactNode {
  return value === undefined || value === null || value === false || value === '' ? null : <span>{value}</span>;
}
