import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
/** How the pages are drawn; `system` as the reader's system says. */
export type Theme = (typeof themes)[number];

/** After "Drawn …". */
export const themeWords: Readonly<Record<Theme, string>> = { system: 'as the system says', light: 'in light', dark: 'in dark' };

/** public/theme.js reads the same before the first paint. */
const KEPT_AS = 'tickmark-theme';
const listeners = new Set<() => void>();

function currentTheme(): Theme {
  const said = document.documentElement.dataset['mantineColorScheme'];
  return said === 'light' || said === 'dark' ? said : 'system';
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['mantineColorScheme'];
  else document.documentElement.dataset['mantineColorScheme'] = theme;
  try {
    if (theme === 'system') localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, theme);
  } catch {
    // It holds for this page alone where the browser keeps nothing.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}
