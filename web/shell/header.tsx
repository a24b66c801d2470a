import { useLocation, useMatches } from '@tanstack/react-router';
import { type ToggleEvent, useState } from 'react';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { liesAt, type Place, usePlaces } from './places.ts';
import { setTheme, type Theme, themeWords, useTheme } from './theme.ts';

export interface HeaderProps {
  readonly organization: string | undefined;
  /** Open ones, at the instant of the view. */
  readonly exceptions: number | undefined;
  readonly onFind: () => void;
}

/** The first row of the chrome: the whole house, and a way to find one thing in it. */
export function Header({ organization, exceptions, onFind }: HeaderProps) {
  const places = usePlaces();
  const guide = useMatches().at(-1)?.staticData.about?.guide;
  const [unfolded, unfold] = useState(false);
  return (
    <header className="top">
      <Go href="/" className="brand">
        <Mark />
        Tickmark
      </Go>
      {organization !== undefined && <span className="org">{organization}</span>}
      <Nav places={places} exceptions={exceptions} unfolded={unfolded} onGo={() => unfold(false)} />
      <More places={places} />
      <span className="fill" />
      <button type="button" className="find" aria-label={`Find or go to ${findKeys}`} aria-keyshortcuts="Control+K Meta+K /" onClick={onFind}>
        <span>Find or go to</span>
        <kbd>{findKeys}</kbd>
      </button>
      {guide !== undefined && (
        <a className="icon" href={`/guides/${guide}`} title="Guide to this page">
          ?<span className="vh"> Guide to this page</span>
        </a>
      )}
      <ThemeButton />
      <button type="button" className="icon menu" aria-label="Menu" aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
        <svg width="16" height="16" aria-hidden="true">
          <path d="M1 4h14M1 8h14M1 12h14" stroke="currentColor" strokeWidth="1.4" />
        </svg>
      </button>
    </header>
  );
}

const findKeys = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';

function Nav(props: { places: readonly Place[]; exceptions: number | undefined; unfolded: boolean; onGo: () => void }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: following a link by the keyboard clicks it.
    <nav className={props.unfolded ? 'nav open' : 'nav'} aria-label="Main" onClick={props.onGo}>
      {props.places.map((place) => (
        <PlaceLink key={place.path} place={place} exceptions={props.exceptions} className={`rank-${place.rank}`} />
      ))}
    </nav>
  );
}

function PlaceLink({ place, exceptions, className }: { place: Place; exceptions: number | undefined; className?: string }) {
  const here = useLocation({ select: ({ pathname }) => liesAt(pathname, place.path) });
  const count = place.path === '/exceptions' && exceptions !== undefined && exceptions > 0 ? exceptions : null;
  return (
    <Go href={place.path} className={className} current={here ? 'page' : undefined}>
      {place.title}
      {count !== null && (
        <span className="c">
          {count}
          <span className="vh"> open</span>
        </span>
      )}
    </Go>
  );
}

/** What the window is too narrow for. */
function More({ places }: { places: readonly Place[] }) {
  const hidden = places.filter((place) => place.rank > 1);
  const here = useLocation({ select: ({ pathname }) => hidden.find((place) => liesAt(pathname, place.path)) });
  if (hidden.length === 0) return null;
  const putUnder = (event: ToggleEvent<HTMLDivElement>): void => {
    const list = event.currentTarget;
    const left = document.getElementById('more')?.getBoundingClientRect().left ?? 0;
    list.style.left = `${Math.max(8, Math.min(left, window.innerWidth - 188))}px`;
  };
  return (
    <div className={hidden.some((place) => place.rank === 3) ? 'more' : 'more only-2'}>
      <button type="button" id="more" popoverTarget="more-places" className={here === undefined ? undefined : `here-${here.rank}`}>
        More
        <svg width="8" height="5" aria-hidden="true">
          <path d="m.7.7 3.3 3.3L7.3.7" fill="none" stroke="currentColor" strokeWidth="1.2" />
        </svg>
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: following a link by the keyboard clicks it. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is clicked; the list closes behind them. */}
      <div id="more-places" popover="auto" className="more-list" onToggle={putUnder} onClick={(event) => event.currentTarget.hidePopover()}>
        {hidden.map((place) => (
          <PlaceLink key={place.path} place={place} exceptions={undefined} className={`rank-${place.rank}`} />
        ))}
      </div>
    </div>
  );
}

const next: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

function ThemeButton() {
  const theme = useTheme();
  const label = `Drawn ${themeWords[theme]}. Draw it ${themeWords[next[theme]]} instead`;
  return (
    <button type="button" className="icon theme" aria-label={label} title={label} onClick={() => setTheme(next[theme])}>
      <ThemeMark theme={theme} />
    </button>
  );
}

/** Half filled as the system says, empty for light, filled for dark. */
function ThemeMark({ theme }: { theme: Theme }) {
  return (
    <svg width="15" height="15" viewBox="0 0 15 15" aria-hidden="true">
      <circle cx="7.5" cy="7.5" r="6" fill={theme === 'dark' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.3" />
      {theme === 'system' && <path d="M7.5 1.5a6 6 0 0 1 0 12z" fill="currentColor" />}
    </svg>
  );
}
