import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';

export interface SheetProps {
  /** What it shows: "Protection of tidewater-api main". */
  title: ReactNode;
  sub?: ReactNode;
  id: string;
  organization: string;
  /** The foot: how to verify it, as of when and by whom it was seen. Stands on each printed page. */
  foot: readonly ReactNode[];
  children: ReactNode;
}

/** One item of evidence on one sheet. It carries no verdict, and a picture of it alone is enough. Prints on A4. */
export function Sheet({ title, sub, id, organization, foot, children }: SheetProps) {
  return (
    <article className="sheet">
      <header className="mast">
        <div>
          <h1>{title}</h1>
          {sub !== undefined && <p className="sub">{sub}</p>}
        </div>
        <div className="id">
          <span className="brand">
            <Mark size={17} />
            Tickmark
          </span>
          {id}
          <br />
          <span className="n">{organization}</span>
        </div>
      </header>
      {children}
      <footer className="foot">
        {foot.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a foot have no other identity than their place.
          <span key={index}>{part}</span>
        ))}
      </footer>
    </article>
  );
}

export function SheetColumns({ children }: { children: ReactNode }) {
  return <div className="two">{children}</div>;
}

export function SheetPart({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h2>
        {title} {note !== undefined && <span className="n">{note}</span>}
      </h2>
      {children}
    </section>
  );
}

export interface SaidField {
  readonly name: ReactNode;
  readonly value: ReactNode;
  /** The field a check reads: marked in blue, not in red. */
  readonly read?: boolean;
  readonly key: string;
}

/** What a fact says, field by field. */
export function Said({ fields }: { fields: readonly SaidField[] }) {
  return (
    <table className="state">
      <tbody>
        {fields.map((field) => (
          <tr key={field.key} className={field.read ? 'hit' : undefined}>
            <th scope="row">
              {field.name}
              {field.read && <span className="vh"> (read by a check)</span>}
            </th>
            <td>{field.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
