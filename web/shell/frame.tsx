import { Outlet, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Suspense, useCallback, useState } from 'react';
import { useAnswerIfAny } from '../api.ts';
import { useConnection } from '../api-connection.ts';
import { NavigateProvider } from '../ui/go.tsx';
import { ZoneProvider } from '../ui/moment.tsx';
import { addressOf, type Search } from '../view.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { KeysHelp, Palette } from './dialogs.ts';
import { Header } from './header.tsx';
import { moveInRows, useKeys } from './keys.ts';
import { useLive } from './live.ts';
import { LockedPage } from './locked-page.tsx';
import { usePlaces } from './places.ts';
import { TimeMachine } from './time-machine.tsx';
import { useArrival } from './use-arrival.ts';
import { WaitingLine } from './waiting-line.tsx';

type Open = 'palette' | 'keys' | 'time' | null;

/** Everything around a page: where one can go, which part of time is looked at, and whether the server answers. */
export function Frame() {
  const { answer: view, problem } = useAnswerIfAny('GET /view');
  const { locked } = useConnection();
  const [open, setOpen] = useState<Open>(null);
  const close = useCallback(() => setOpen(null), []);
  useLive();
  useArrival(view?.organization.name);
  useFrameKeys(setOpen);
  return (
    <NavigateProvider {...useWay()}>
      <ZoneProvider zone={view?.period.zone ?? 'UTC'}>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <Header organization={view?.organization.name} exceptions={view?.open} onFind={() => setOpen('palette')} />
        {!locked && <TimeMachine view={view} problem={problem} open={open === 'time'} onOpen={() => setOpen('time')} onClose={close} />}
        <ConnectionBanner />
        <WaitingLine />
        <main id="main" tabIndex={-1}>
          {locked ? <LockedPage /> : <Outlet />}
        </main>
        <Suspense>
          {open === 'palette' && <Palette onClose={close} onKeys={() => setOpen('keys')} onTime={() => setOpen('time')} />}
          {open === 'keys' && <KeysHelp onClose={close} />}
        </Suspense>
      </ZoneProvider>
    </NavigateProvider>
  );
}

/** How a link of the kit is followed: with the view of this page. What no page answers is left to the browser. */
function useWay() {
  const { history } = useRouter();
  const search = useSearch({ strict: false }) as Search;
  const address = useCallback((href: string) => (isPage(href) ? addressOf(href, search) : href), [search]);
  const navigate = useCallback((href: string) => (isPage(href) ? history.push(address(href)) : window.location.assign(href)), [history, address]);
  return { navigate, address };
}

function isPage(href: string): boolean {
  return href.startsWith('/') && !/^\/(api|guides|\/)/.test(href);
}

function useFrameKeys(setOpen: (open: Open) => void): void {
  const navigate = useNavigate();
  const chords = usePlaces().map(({ chord, path }) => [`g ${chord}`, () => void navigate({ to: path })] as const);
  const find = () => setOpen('palette');
  useKeys({
    ...Object.fromEntries(chords),
    'mod+k': find,
    '/': find,
    '?': () => setOpen('keys'),
    t: () => setOpen('time'),
    j: () => moveInRows(1),
    k: () => moveInRows(-1),
  });
}
