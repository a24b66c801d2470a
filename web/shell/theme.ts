import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
/** How the pages are drawn; `system` as the reader's system says. */
export type Theme = (typeof themes)[number];

/** After "Drawn …". */
export const themeWords: Readonly<Record<Theme, string>> = { system: 'as the system says', light: 'in light', dark: 'in dark' };

/** public/theme.js reads the same before the first paint. */
const KEPT_AS = 'tickmark-theme';
const listeners = new Set<() => void>();
let current = kept();

function kept(): Theme {
  try {
    const said = localStorage.getItem(KEPT_AS);
    return said === 'light' || said === 'dark' ? said : 'system';
  } catch {
    return 'system';
  }
}

export function setTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, theme);
  } catch {
    // It holds for this page alone where the browser keeps nothing.
  }
  become(theme);
}

function become(theme: Theme): void {
  if (theme === current) return;
  current = theme;
  for (const listener of listeners) listener();
}

/** Another tab that chose otherwise is followed. */
addEventListener('storage', ({ key }) => {
  if (key === KEPT_AS || key === null) become(kept());
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current);
}

/** Mantine's word for it. */
function scheme(): MantineColorScheme {
  return current === 'system' ? 'auto' : current;
}

/** Tells Mantine, which puts the scheme on the page and follows the system where that decides. */
export function themeManager(): MantineColorSchemeManager {
  let stop: (() => void) | undefined;
  return {
    get: scheme,
    set: (value) => setTheme(value === 'auto' ? 'system' : value),
    subscribe: (onUpdate) => {
      stop = subscribe(() => onUpdate(scheme()));
    },
    unsubscribe: () => stop?.(),
    clear: () => setTheme('system'),
  };
}
