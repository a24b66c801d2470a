import type { KindId } from '../../../facts/kinds/index.ts';
import { BEGINNING, DAY, type Instant } from '../../../kernel/time.ts';
import { type Absent, type Feed, feed } from '../../kit/connector.ts';
import type { Observation } from '../../kit/observation.ts';
import type { GitHubApi } from '../api.ts';
import { type ListedBefore, listedBefore, recallState, rememberFeed, type StateMemory } from './memory.ts';
import type { Read, Unread, Word } from './telling.ts';

/** A setting may have been otherwise, and back, between two looks further apart than this: nobody was looking. */
const FRESH_FOR = 7 * DAY;

/**
 * A feed of what is so now. A scope is covered from the last look to this one where both saw it. GitHub shows the whole of a list to whoever may read it
 * (of accounts and teams it says how many there are): what two looks miss in it is gone.
 */
export function stateFeed(
  id: string,
  kind: KindId,
  read: (api: GitHubApi) => AsyncIterable<Word>,
  { absent = 'gone-if-missed-twice' }: { readonly absent?: Absent } = {},
): Feed<GitHubApi> {
  return feed([kind], { telling: 'state', absent }, async function* (api): AsyncGenerator<Observation> {
    const before = recallState(api, id);
    const sight: Sight = { before, listed: await listedBefore(api), at: api.at };
    const blind = new Set<string>();
    for await (const word of read(api)) {
      if ('kind' in word) {
        const { kind: of, vendorId, scope, state } = word;
        yield { type: 'version', kind: of, vendorId, scope, state, validFrom: api.at, notBefore: before?.at ?? BEGINNING, basis: 'look' };
        continue;
      }
      if ('unread' in word) blind.add(word.unread);
      yield* 'unread' in word ? gapOf(word, sight) : coverageOf(word, sight);
    }
    rememberFeed(api, id, { at: api.at, blind: [...blind] });
  });
}

interface Sight {
  readonly before: StateMemory | null;
  readonly listed: ListedBefore;
  readonly at: Instant;
}

function* gapOf({ unread, reason, why }: Unread, { before, at }: Sight): Generator<Observation> {
  const from = before?.at ?? BEGINNING;
  if (from < at) yield { type: 'gap', scope: unread, from, until: at, reason, why };
}

function* coverageOf({ read: scope }: Read, { before, listed, at }: Sight): Generator<Observation> {
  if (before === null || before.at >= at) return;
  const span = { scope, from: before.at, until: at };
  if (before.blind.includes(scope)) {
    const why = 'It could not be seen at the look before this one, so what was so until now is not known.';
    yield { type: 'gap', ...span, reason: 'lost-sight', why };
  } else if (at - before.at > FRESH_FOR) {
    yield { type: 'gap', ...span, reason: 'stale', why: `Nobody looked for more than ${FRESH_FOR / DAY} days. Collect more often.` };
  } else if (wasListed(scope, listed)) {
    yield { type: 'covered', ...span };
  }
}

/** A repository that the last look did not list was not seen by it. */
function wasListed(scope: string, listed: ListedBefore): boolean {
  const repository = /^repository:(.*)$/.exec(scope)?.[1];
  return repository === undefined || (listed?.repositories.includes(repository) ?? false);
}
