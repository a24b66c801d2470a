import type { Shard } from '../../verify/package/evidence-index.ts';
import { type Html, html } from './html.ts';
import { href } from './page.ts';

/** Where each entry of the ledger stands in the package. */
export type Places = readonly Shard[];

/** An entry by its number, with the way to the file and the line in which it stands. */
export function entryPlace(places: Places, from: string, leaf: number): Html {
  const shard = shardOf(places, leaf);
  if (shard === undefined) return html`entry ${leaf}`;
  return html`<a href="${href(from, shard.path)}" title="${shard.path}, line ${leaf - shard.first + 1}">entry ${leaf}</a>`;
}

/** Shards are sorted and without gaps. */
function shardOf(places: Places, leaf: number): Shard | undefined {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as Shard).last < leaf) low = middle + 1;
    else high = middle;
  }
  return places[low];
}
