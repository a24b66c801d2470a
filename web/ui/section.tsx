import type { ReactNode } from 'react';

export interface SectionProps {
  title: ReactNode;
  note?: ReactNode;
  action?: ReactNode;
  /** The strong rule: what opens a column. */
  strong?: boolean;
  /** Where the address may point. */
  id?: string;
  children?: ReactNode;
}

/** A ruled part of a page. */
export function Section({ title, note, action, strong = false, id, children }: SectionProps) {
  return (
    <section className={strong ? 'sec first' : 'sec'} id={id}>
      <header>
        <h2>{title}</h2>
        {note !== undefined && <span className="n">{note}</span>}
        {action !== undefined && <span className="act">{action}</span>}
      </header>
      {children}
    </section>
  );
}

interface ColumnsProps {
  children: ReactNode;
  side: ReactNode;
  /** Above the body where there is one column, because it is what a reader with a phone came for. */
  sideFirst?: boolean;
  /** In sight while the body is read on, where it says what was chosen there. */
  sideStays?: boolean;
}

/** The page's body and its side: two columns, one below 980 pixels. */
export function Columns({ children, side, sideFirst = false, sideStays = false }: ColumnsProps) {
  return (
    <div className={`cols${sideFirst ? ' side-first' : ''}${sideStays ? ' side-stays' : ''}`}>
      <div>{children}</div>
      <aside>{side}</aside>
    </div>
  );
}
