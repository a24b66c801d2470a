import type { Look } from '../kit/connector.ts';
import type { ApiPlace } from './settings.ts';

/** The fetch with which GitHub is asked. */
export function openTransport(look: Look, _place: ApiPlace): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const request = look.log.begin(`${init?.method ?? 'GET'} ${url.pathname}${url.search}`);
    const response = await fetch(input, { ...init, redirect: 'follow', signal: look.signal });
    const bytes = new Uint8Array(await response.clone().arrayBuffer());
    request.read(bytes);
    request.done(response.status, 0);
    return response;
  };
}
