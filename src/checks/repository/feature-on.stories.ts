import type { KindState } from '../../facts/kinds/index.ts';
import { untold } from '../../facts/told.ts';
import { BEGINNING, DAY, FOREVER, plus } from '../../kernel/time.ts';
import { firstLook, gone, hosted, inScope, notListed } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { type Story, story } from '../testing/story.ts';
import { type Given, unseen } from '../testing/world.ts';

type Field = {
  [F in keyof KindState<'hosted-repository'>]: boolean extends KindState<'hosted-repository'>[F] ? F : never;
}[keyof KindState<'hosted-repository'>];

const off = at('2025-03-10T06:00:00Z');
const on = at('2025-03-14T06:00:00Z');
const denied = [at('2025-05-01T06:00:00Z'), at('2025-05-04T06:00:00Z')] as const;

type Api = (told: boolean | ReturnType<typeof untold>, from?: typeof firstLook) => Given;

/** What is told of every feature that is to be on. */
export function featureStories(field: Field): readonly Story[] {
  const api: Api = (told, from = firstLook) => hosted('api', { [field]: told }, from);
  return [...shown(api), ...unshown(api, field), ...unasked(api, field)];
}

/** What looks showed, in scope all the time. */
function shown(api: Api): readonly Story[] {
  return [
    story('on at every look: pass').given(inScope('api'), api(true)).expects('api', { outcome: 'pass', because: 'Every look saw' }),
    story('switched off and on again: fail from the look that saw it off to the one that saw it on')
      .given(inScope('api'), api(true), api(false, off), api(true, on))
      .expects('api', { outcome: 'fail', fail: [[off, on]], because: 'off for api from' }),
    story('off since before the period: fail all period long')
      .given(inScope('api'), api(false))
      .expects('api', { outcome: 'fail', fail: [[startOf('2025-01-01'), null]], because: 'off for api since' }),
    story('off twice: both are told')
      .given(inScope('api'), api(false), api(true, off), api(false, on), api(true, plus(on, DAY)))
      .expects('api', {
        outcome: 'fail',
        fail: [
          [startOf('2025-01-01'), off],
          [on, plus(on, DAY)],
        ],
        because: '2 times',
      }),
    story('off before the period began: pass')
      .given(inScope('api'), api(false), api(true, startOf('2025-01-01')))
      .expects('api', { outcome: 'pass' }),
    story('proven gone: nothing is owed from then on')
      .given(inScope('api'), api(true), gone('hosted-repository', 'api', on))
      .expects('api', { outcome: 'pass' }),
    story('gone before the period: no item')
      .given(inScope('api'), api(false), gone('hosted-repository', 'api', startOf('2025-01-01')))
      .expectsNo('api'),
    story('off after the last look: not judged').given(inScope('api'), api(true), api(false, on)).lookedAt(on).expects('api', { outcome: 'pass' }),
  ];
}

/** What looks could not show. */
function unshown(api: Api, field: Field): readonly Story[] {
  return [
    story('not told: unknown')
      .given(inScope('api'), api(untold('The token may not see it.')))
      .expects('api', {
        outcome: 'unknown',
        unknown: [[startOf('2025-01-01'), null, 'not-told']],
        because: 'The token may not see it.',
      }),
    story('told only later: unknown until then, never passed by silence')
      .given(inScope('api'), api(untold('The token may not see it.')), api(true, off))
      .expects('api', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), off, 'not-told']] }),
    story('the first look came in the period: unknown before it, whatever it saw')
      .given(inScope('api'), api(true, off), unseen(['hosted-repository'], BEGINNING, off, 'before-first-look'))
      .expects('api', { outcome: 'unknown', unknown: [[startOf('2025-01-01'), off, 'before-first-look']] })
      .expectsUnseen([startOf('2025-01-01'), off, 'before-first-look']),
    story('made after looks began: nothing is unknown before it was made')
      .given(inScope('api'), hosted('api', { [field]: true, createdAt: at('2025-03-09T10:00:00Z') }, off))
      .given(unseen(['hosted-repository'], BEGINNING, firstLook, 'before-first-look'))
      .expects('api', { outcome: 'pass' }),
    story('nobody could look for days: unknown in between, though on before and after')
      .given(inScope('api'), api(true), unseen(['hosted-repository'], ...denied, 'denied'))
      .expects('api', { outcome: 'unknown', unknown: [[...denied, 'denied']] })
      .expectsUnseen([...denied, 'denied']),
    story('seen off, then denied: fail to there, unknown in the gap, and the rest as it was seen')
      .given(inScope('api'), api(false, off), api(true, denied[1]), unseen(['hosted-repository'], ...denied, 'denied'))
      .expects('api', { outcome: 'fail', fail: [[off, denied[0]]], unknown: [[...denied, 'denied']] })
      .expectsUnseen([...denied, 'denied']),
    story('no longer listed: unknown since, and no other is in doubt')
      .given(inScope('api'), api(true), notListed('hosted-repository', 'api', on))
      .given(hosted('web'), inScope('web'))
      .expects('api', { outcome: 'unknown', unknown: [[on, null, 'lost-sight']] })
      .expects('web', { outcome: 'pass' }),
    story('in scope and never listed: it may stand unseen')
      .given(inScope('api'), inScope('lost'), api(true))
      .expects('api', { outcome: 'pass' })
      .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'before-first-look']),
    story('no code host is connected: nobody knows')
      .given(inScope('api'), unseen(['hosted-repository'], BEGINNING, FOREVER, 'before-first-look'))
      .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'before-first-look']),
  ];
}

/** What was not asked of a repository. */
function unasked(api: Api, field: Field): readonly Story[] {
  return [
    story('never in scope: not owed')
      .given(inScope('web'), hosted('web'), api(false))
      .expects('api', { outcome: 'not-owed', because: 'out of scope' }),
    story('off only before it came into scope: pass')
      .given(inScope('api', { since: '2025-04-01' }), api(false), api(true, on))
      .expects('api', { outcome: 'pass' }),
    story('off when it came into scope: fail from that day')
      .given(inScope('api', { since: '2025-04-01', until: '2025-04-30' }), api(false))
      .expects('api', {
        outcome: 'fail',
        fail: [[startOf('2025-04-01'), endOf('2025-04-30')]],
      }),
    story('nobody decided on a scope: everything connected counts')
      .given(api(false, off))
      .expects('api', { outcome: 'fail', fail: [[off, null]] }),
    story('archived: not owed')
      .given(inScope('api'), hosted('api', { [field]: false, archived: true }))
      .expects('api', { outcome: 'not-owed' }),
    story('empty, then filled: owed from the look that saw something in it')
      .given(inScope('api'), hosted('api', { [field]: false, empty: true }), hosted('api', { [field]: false }, off))
      .expects('api', { outcome: 'fail', fail: [[off, null]] }),
    story('renamed: the decision follows the name, the item is the repository')
      .given(inScope('old'), inScope('api'), hosted('old', { [field]: true }, firstLook, 'r1'), hosted('api', { [field]: false }, off, 'r1'))
      .expects('api', { outcome: 'fail', fail: [[off, null]] })
      .expectsNo('old'),
  ];
}
