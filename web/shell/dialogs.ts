import { lazy } from 'react';
import { whyNot } from './why-not.ts';

const load = {
  palette: () => import('./palette.tsx').catch(whyNot),
  keys: () => import('./keys-help.tsx').catch(whyNot),
  time: () => import('./time-form.tsx').catch(whyNot),
};

/** What floats over the pages is fetched apart from them. */
export const Palette = lazy(() => load.palette().then(({ Palette }) => ({ default: Palette })));
export const KeysHelp = lazy(() => load.keys().then(({ KeysHelp }) => ({ default: KeysHelp })));
export const TimeForm = lazy(() => load.time().then(({ TimeForm }) => ({ default: TimeForm })));

/** Fetches it ahead, so that it opens at once, and also where the server has gone in the meantime. */
export function fetchDialogs(): Promise<unknown> {
  return Promise.all(Object.values(load).map((one) => one()));
}
