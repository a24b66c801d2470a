import type { ReactNode } from 'react';
import { Go } from './go.tsx';

export interface Tab {
  readonly key: string;
  readonly title: ReactNode;
  readonly href: string;
}

/** Parts of one page, each with its own address. The address says which is shown. */
export function Tabs({ tabs, current, label }: { tabs: readonly Tab[]; current: string; label: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Go key={tab.key} href={tab.href} current={tab.key === current ? 'page' : undefined}>
          {tab.title}
        </Go>
      ))}
    </nav>
  );
}
