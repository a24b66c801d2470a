import { Fragment, type ReactNode } from 'react';
import { Go } from './go.tsx';

export interface Crumb {
  readonly text: ReactNode;
  readonly href?: string;
}

export interface PageHeadProps {
  crumbs?: readonly Crumb[];
  /** The question or the finding; the one heading of the page. */
  title: ReactNode;
  sub?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ crumbs, title, sub, actions }: PageHeadProps) {
  return (
    <div className="head">
      <div>
        {crumbs !== undefined && <Crumbs crumbs={crumbs} />}
        <h1>{title}</h1>
        {sub !== undefined && <p className="sub">{sub}</p>}
      </div>
      {actions !== undefined && <div className="acts">{actions}</div>}
    </div>
  );
}

export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="crumb" aria-label="Where this is">
      {crumbs.map((crumb, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: crumbs have no other identity than their place.
        <Fragment key={index}>
          {index > 0 && ' / '}
          {crumb.href === undefined ? crumb.text : <Go href={crumb.href}>{crumb.text}</Go>}
        </Fragment>
      ))}
    </nav>
  );
}
