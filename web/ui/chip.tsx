import type { ReactNode } from 'react';
import { Go } from './go.tsx';

/** One of several things of a kind, such as the criteria of a control. Not for states, and not for single words. */
export function Chip({ children, href }: { children: ReactNode; href?: string }) {
  return href === undefined ? (
    <span className="chip">{children}</span>
  ) : (
    <Go href={href} className="chip">
      {children}
    </Go>
  );
}
