import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Frame } from './shell/frame.tsx';
import { NoSuchPage } from './shell/no-such-page.tsx';
import { ProblemPage } from './shell/problem-page.tsx';
import { WaitingPage } from './shell/waiting-page.tsx';
import { keepView, parseSearch, type Search, stringifySearch } from './view.ts';

/** What the frame says of a page. */
interface About {
  /** Names the window; of a page about one thing, that thing: `{control}` stands for the parameter. */
  readonly title: string;
  /** The guide behind the help link: `/guides/<name>`. */
  readonly guide: string;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly about?: About;
  }
  interface Register {
    router: typeof router;
  }
}

const root = createRootRoute({
  component: Frame,
  notFoundComponent: NoSuchPage,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
  search: { middlewares: [({ search, next }) => keepView(search, next(search)) as Search] },
});

/** A page is one file under pages, fetched when it is first gone to, and one line here. */
function page<const P extends string>(path: P, about: About, load: () => Promise<{ default: ComponentType }>) {
  return createRoute({ getParentRoute: () => root, path, staticData: { about }, component: lazyRouteComponent(load) });
}

const tree = root.addChildren([
  page('/', { title: 'Overview', guide: 'tour' }, () => import('./pages/overview.tsx')),
  page('/controls', { title: 'Controls', guide: 'author-control' }, () => import('./pages/controls.tsx')),
  page('/exceptions', { title: 'Exceptions', guide: 'engineer' }, () => import('./pages/exceptions.tsx')),
  page('/populations', { title: 'Populations', guide: 'auditor-populations' }, () => import('./pages/populations.tsx')),
  page('/populations/$population', { title: '{population}', guide: 'auditor-populations' }, () => import('./pages/population.tsx')),
  page('/populations/$population/completeness', { title: '{population}: completeness', guide: 'auditor-populations' }, () =>
    import('./pages/population-completeness.tsx'),
  ),
  page('/criteria', { title: 'Criteria coverage', guide: 'author-control' }, () => import('./pages/criteria.tsx')),
  page('/ledger', { title: 'Ledger', guide: 'auditor-package' }, () => import('./pages/ledger.tsx')),
]);

export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  defaultErrorComponent: ProblemPage,
  // Another thing of the same kind is another page: nothing of the last one stays on it.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
});
