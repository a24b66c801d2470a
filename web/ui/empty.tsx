import type { ReactNode } from 'react';

export interface EmptyProps {
  /** What is not here, or what will be: "No leavers since 1 January." */
  says: ReactNode;
  /** From where it comes, and whether that was observed: "Okta has been observed for all 272 days." */
  from?: ReactNode;
  /** The one next step, a link or a button. */
  next?: ReactNode;
  /** The axis or the column heads, drawn already, so that the shape is learned. */
  children?: ReactNode;
}

/** A place where nothing is, at text size. Seen and empty, and not seen, are two different sentences: the caller says which. */
export function Empty({ says, from, next, children }: EmptyProps) {
  return (
    <div>
      {children}
      <div className="empty">
        <p>{says}</p>
        {from !== undefined && <p className="s2">{from}</p>}
        {next !== undefined && <p>{next}</p>}
      </div>
    </div>
  );
}
