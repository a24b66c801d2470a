import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { askAhead, type First } from './api.ts';
import { PageProblem } from './page-problem.tsx';
import { Frame } from './shell/frame.tsx';
import { NoSuchPage } from './shell/no-such-page.tsx';
import { WaitingPage } from './shell/waiting-page.tsx';
import { whyNot } from './shell/why-not.ts';
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

/** How long the last page stays for the sake of the next one, in milliseconds. Then that one says what it waits for. */
const PATIENCE = 1000;

/**
 * A page is one file under pages, fetched when it is first gone to, and one line here.
 * @param asks what the page asks first, so that it is asked while the page is on its way; it works without, but appears later
 */
function page<const P extends string>(path: P, about: About, load: () => Promise<{ default: ComponentType }>, asks: readonly First[] = []) {
  return createRoute({
    getParentRoute: () => root,
    path,
    staticData: { about },
    component: lazyRouteComponent(() => load().catch(whyNot)),
    loader: ({ params, location }) =>
      Promise.race([askAhead(['GET /view', ...asks], params, location.search), new Promise<void>((done) => setTimeout(done, PATIENCE))]),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const tree = root.addChildren([
  page('/', { title: 'Overview', guide: 'tour' }, () => import('./pages/overview.tsx'), [
    'GET /overview',
    { key: 'GET /exceptions', query: { limit: 7 } },
  ]),
  page('/controls', { title: 'Controls', guide: 'author-control' }, () => import('./pages/controls.tsx'), ['GET /controls']),
  page('/controls/$control', { title: '{control}', guide: 'author-control' }, () => import('./pages/control.tsx'), ['GET /controls/{control}']),
  page('/checks', { title: 'Checks', guide: 'author-check' }, () => import('./pages/checks.tsx'), ['GET /checks']),
  page('/checks/$check', { title: '{check}', guide: 'author-check' }, () => import('./pages/check.tsx'), [
    'GET /checks/{check}',
    'GET /checks/{check}/settings',
  ]),
  page('/exceptions', { title: 'Exceptions', guide: 'engineer' }, () => import('./pages/exceptions.tsx'), [{ key: 'GET /exceptions', pages: true }]),
  page('/populations', { title: 'Populations', guide: 'auditor-populations' }, () => import('./pages/populations.tsx'), ['GET /populations']),
  page('/populations/$population', { title: '{population}', guide: 'auditor-populations' }, () => import('./pages/population.tsx'), [
    'GET /populations/{population}',
    { key: 'GET /populations/{population}/rows', pages: true },
  ]),
  page(
    '/populations/$population/completeness',
    { title: '{population}: completeness', guide: 'auditor-populations' },
    () => import('./pages/population-completeness.tsx'),
  ),
  page('/criteria', { title: 'Criteria coverage', guide: 'author-control' }, () => import('./pages/criteria.tsx'), ['GET /criteria']),
  page('/changes/$item', { title: '{item}', guide: 'auditor-reperform' }, () => import('./pages/change.tsx')),
  page('/evidence', { title: 'Evidence', guide: 'auditor-reperform' }, () => import('./pages/evidence-list.tsx')),
  page('/evidence/$leaf', { title: 'Evidence {leaf}', guide: 'auditor-reperform' }, () => import('./pages/evidence.tsx')),
  page('/connections', { title: 'Connections', guide: 'engineer' }, () => import('./pages/connections.tsx'), ['GET /connections']),
  page('/connections/$connection', { title: '{connection}', guide: 'engineer' }, () => import('./pages/connection.tsx'), [
    'GET /connections/{connection}',
  ]),
  page('/connect', { title: 'Connect', guide: 'engineer' }, () => import('./pages/connect.tsx')),
  page('/exclusions', { title: 'Exclusions', guide: 'engineer' }, () => import('./pages/exclusions.tsx')),
  page('/policies', { title: 'Policies', guide: 'author-control' }, () => import('./pages/policies.tsx'), ['GET /policies']),
  page('/policies/$policy', { title: '{policy}', guide: 'author-control' }, () => import('./pages/policy.tsx'), ['GET /policies/{policy}']),
  page('/records', { title: 'Records', guide: 'engineer' }, () => import('./pages/records.tsx'), ['GET /records']),
  page('/records/$kind', { title: '{kind}', guide: 'engineer' }, () => import('./pages/records-kind.tsx'), [
    { key: 'GET /records/{kind}', pages: true },
  ]),
  page('/records/$kind/$record', { title: '{record}', guide: 'engineer' }, () => import('./pages/record.tsx'), ['GET /records/{kind}/{record}']),
  page('/audit', { title: 'Audit', guide: 'auditor-package' }, () => import('./pages/audit.tsx'), ['GET /audits', 'GET /packages']),
  page('/audit/$engagement', { title: '{engagement}', guide: 'auditor-reperform' }, () => import('./pages/engagement.tsx'), [
    'GET /engagements/{engagement}',
  ]),
  page('/ledger', { title: 'Ledger', guide: 'auditor-package' }, () => import('./pages/ledger.tsx'), [
    'GET /ledger',
    { key: 'GET /ledger/checkpoints', query: { limit: 20 } },
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  defaultErrorComponent: PageProblem,
  defaultPendingComponent: WaitingPage,
  // Another thing of the same kind is another page: nothing of the last one stays on it.
  defaultRemountDeps: ({ params }) => params,
  scrollRestoration: true,
});
