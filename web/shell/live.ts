import { useEffect } from 'react';
import type { z } from 'zod';
import type { serverEvent } from '../../src/contract/work.ts';
import { answers } from '../api.ts';
import { answered, lost, making } from '../api-connection.ts';

type ServerEvent = z.infer<typeof serverEvent>;

const ADDRESS = '/api/v1/events';
/** A browser gives up on an answer that is no stream of events; then it is tried again after this many milliseconds. */
const AGAIN = 3000;
/** A page that nobody looks at for this many milliseconds stops listening: a browser has six connections for all its tabs. */
const AWAY = 60_000;
/** Changes that come in a row are read once. */
const SETTLED = 400;

/** Listens to what the server does, for as long as somebody looks at the page: whatever changed is read anew, and whether it answers at all is known. */
export function useLive(): void {
  useEffect(() => {
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    let settled: ReturnType<typeof setTimeout> | undefined;
    let away: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    const refresh = (): void => {
      clearTimeout(settled);
      settled = setTimeout(() => void answers.invalidateQueries(), SETTLED);
    };
    const listen = (): void => {
      source = new EventSource(ADDRESS);
      source.onopen = () => {
        answered();
        if (wasLost) refresh();
        wasLost = false;
      };
      source.onmessage = ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as ServerEvent, refresh);
      source.onerror = () => {
        wasLost = true;
        void ask();
        if (source?.readyState !== EventSource.CLOSED) return;
        again = setTimeout(listen, AGAIN);
      };
    };
    const stop = (): void => {
      source?.close();
      clearTimeout(again);
    };
    const turn = (): void => {
      clearTimeout(away);
      if (document.hidden) away = setTimeout(stop, AWAY);
      else if (source?.readyState === EventSource.CLOSED) {
        clearTimeout(again);
        wasLost = true;
        listen();
      }
    };
    listen();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      clearTimeout(away);
      stop();
      clearTimeout(settled);
    };
  }, []);
}

/** A broken stream does not say why: a plain request tells a server that is gone from one that only ended the stream. */
async function ask(): Promise<void> {
  await fetch(ADDRESS.replace('events', 'session'), { credentials: 'same-origin' }).then(
    (response) => response.ok && answered(),
    () => lost(),
  );
}

function hear(event: ServerEvent, refresh: () => void): void {
  if (event.type === 'view') making(event.sentence);
  if (event.type === 'work') void answers.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('GET /work') });
  if (event.type === 'changed' || (event.type === 'work' && event.work.endedAt !== null)) refresh();
}
