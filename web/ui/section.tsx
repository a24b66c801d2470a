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

/** The page's body and its side: two columns, one below 980 pixels. */
/** `sideFirst`: above the body where there is one column, because it is what a reader with a phone came for. */
export function Columns({ children, side, sideFirst = false }: { children: ReactNode; side: ReactNode; sideFirst?: boolean }) {
  return (
    <div className={sideFirst ? 'cols side-first' : 'cols'}>
      <div>{children}</div>
      <aside>{side}</aside>
    </div>
  );
}
