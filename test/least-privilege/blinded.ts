import type { Json } from '../../src/kernel/canonical-json.ts';
import type { Looked } from '../support/looking.ts';

/** The feeds of which a look told less, or otherwise, than a look that may see everything; in order. */
export function blindedFeeds(whole: Looked, without: Looked, feeds: readonly string[]): string[] {
  return feeds.filter((feed) => toldBy(whole, feed) !== toldBy(without, feed)).sort();
}

function toldBy(looked: Looked, feed: string): string {
  const states = looked.versions(feed).map(({ vendorId, state }) => [vendorId, state]);
  return JSON.stringify([looked.gaps(feed).map(({ scope, reason }) => [scope, reason]), states]);
}

/** Why anything is unknown to a look. */
export function gapReasons(looked: Looked, feeds: readonly string[]): string[] {
  return [...new Set(feeds.flatMap((feed) => looked.gaps(feed).map((one) => one.reason)))];
}

/** What is missing or told otherwise although neither a gap nor the field itself says that it is not known: `feed subject`. */
export function silences(whole: Looked, without: Looked, feeds: readonly string[]): string[] {
  return feeds.flatMap((feed) => {
    const gaps = new Set(without.gaps(feed).map((one) => one.scope));
    const told = new Map(without.versions(feed).map((one) => [one.vendorId, one.state as State]));
    return whole
      .versions(feed)
      .filter(({ vendorId, scope, state }) => !gaps.has('') && !gaps.has(scope) && !saysSo(state as State, told.get(vendorId)))
      .map(({ vendorId }) => `${feed} ${vendorId}`);
  });
}

type State = Readonly<Record<string, Json>>;

/** Does every field that differs say that it is not told? */
function saysSo(whole: State, told: State | undefined): boolean {
  if (told === undefined) return false;
  return Object.entries(whole).every(([name, value]) => {
    const text = JSON.stringify(told[name]);
    return text === JSON.stringify(value) || text?.includes('"untold":') || isNamedOnly(name, told);
  });
}

/** An event of the audit log names a login; whose account that is, is known of those who are shown. */
function isNamedOnly(name: string, { actor, actorLogin }: State): boolean {
  return name === 'actor' && actor === null && typeof actorLogin === 'string';
}
