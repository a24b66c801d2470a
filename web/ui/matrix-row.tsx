// biome-ignore-all lint/a11y/useSemanticElements: a table of 100,000 rows cannot be one of elements; the grid is told by its roles, and the focus is on the whole, which names its cell.
// biome-ignore-all lint/a11y/useFocusableInteractive: as above.
import { memo, type ReactNode } from 'react';
import { Go } from './go.tsx';
import { StateMark } from './state-mark.tsx';
import { type State, stateClass, stateWord } from './states.ts';

export interface MatrixCell {
  readonly state: State;
  /** The outcome under an exclusion. */
  readonly under?: 'pass' | 'fail' | 'unknown';
  /** Its sentence, or the reason it is not owed or not known. */
  readonly title?: string;
}

export interface MatrixItem {
  readonly key: string;
  /** `#1847`, `4d02b9a` */
  readonly id?: ReactNode;
  readonly title: ReactNode;
  readonly href?: string;
  /** `S07`: drawn in a sample. */
  readonly sample?: string;
  /** One for each of the matrix's columns. */
  readonly facts: readonly ReactNode[];
  /** One for each of its attributes. */
  readonly cells: readonly MatrixCell[];
}

export interface RowProps {
  item: MatrixItem | undefined;
  /** Its facts stand at the side. */
  selected: boolean;
  index: number;
  /** From the top of the body, in pixels. */
  top: number;
  aligns: readonly ('left' | 'right')[];
  letters: readonly string[];
  /** The column the keyboard is at, if it is in this row. */
  at: number | undefined;
  /** What ids of cells begin with. */
  prefix: string;
}

/** One item. A row whose data is not there yet keeps its place and is empty. */
export const MatrixRow = memo(function MatrixRow({ item, selected, index, top, aligns, letters, at, prefix }: RowProps) {
  const cells = item?.cells ?? [];
  return (
    <div
      className={`mx-row${item?.sample === undefined ? '' : ' smp'}${selected ? ' on' : ''}`}
      aria-selected={selected}
      role="row"
      aria-rowindex={index + 2}
      aria-busy={item === undefined ? true : undefined}
      data-row={index}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div className="no" role="gridcell">
        {item?.sample}
      </div>
      <div className={at === 0 ? 'ch at' : 'ch'} role="rowheader" id={at === 0 ? `${prefix}-${index}-0` : undefined}>
        {item?.id !== undefined && <span className="id">{item.id}</span>}
        {item?.href === undefined ? (
          <span className="cut">{item?.title}</span>
        ) : (
          <Go href={item.href} className="q cut" inTabOrder={false}>
            {item.title}
          </Go>
        )}
      </div>
      {aligns.map((align, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity than their place.
        <div key={column} className={align === 'right' ? 'o r' : 'o'} role="gridcell">
          <span className="cut">{item?.facts[column]}</span>
        </div>
      ))}
      {letters.map((letter, column) => (
        <Cell
          key={letter}
          letter={letter}
          state={cells[column]?.state}
          under={cells[column]?.under}
          title={cells[column]?.title}
          column={column}
          id={at === column + 1 ? `${prefix}-${index}-${at}` : undefined}
        />
      ))}
    </div>
  );
});

interface CellProps {
  letter: string;
  state: State | undefined;
  under: MatrixCell['under'];
  title: string | undefined;
  column: number;
  /** Its id, while the keyboard is at it: so is most of a row the same as the one that was drawn in its place. */
  id: string | undefined;
}

const Cell = memo(function Cell({ letter, state, under, title, column, id }: CellProps) {
  const tint = state === 'fail' || state === 'unknown' ? ` ${stateClass(state)}` : '';
  const words = state === undefined ? '' : `${letter}: ${stateWord(state)}${under === undefined ? '' : `, would be ${under}`}`;
  return (
    <div className={`c${tint}${id === undefined ? '' : ' at'}`} role="gridcell" id={id} data-column={column + 1} title={title}>
      {state !== undefined && <StateMark state={state} label={words} />}
    </div>
  );
});
