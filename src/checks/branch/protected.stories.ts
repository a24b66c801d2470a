import type { KindState } from '../../facts/kinds/index.ts';
import { untold } from '../../facts/told.ts';
import { BEGINNING, DAY, FOREVER, HOUR, type Instant, plus } from '../../kernel/time.ts';
import { repositoryInScope } from '../testing/given.ts';
import { protection } from '../testing/given-code-host.ts';
import { firstLook, hosted, notListed } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { type Story, story } from '../testing/story.ts';
import { looked, say, unseen } from '../testing/world.ts';

type Protection = Partial<KindState<'branch-protection'>>;
type Event = KindState<'privileged-event'>;

const api = [repositoryInScope('api', { approvals: 'none' }), hosted('api')];
const [spring, summer] = [at('2025-03-01T10:00:00Z'), at('2025-06-01T10:00:00Z')];
const year = [startOf('2025-01-01'), endOf('2025-12-31')] as const;
const ten = at('2025-05-05T10:00:00Z');

export function event(id: string, told: Partial<Event> = {}) {
  const base: Event = {
    at: plus(ten, HOUR),
    action: 'protected_branch.destroy',
    what: 'protection-removed',
    actor: 'U3',
    actorLogin: 'login-u3',
    repository: 'api',
    target: 'main',
  };
  return (world: Parameters<typeof say>[0]) =>
    say(world, 'privileged-event', { id, state: { ...base, ...told }, from: (told.at ?? base.at) as Instant });
}

/** A look on each of some days, at the same hour. */
const daily = looked('branch-protection', ...[-1, 0, 1, 2].map((days) => plus(ten, days * DAY)));

/** The protection of `main` as a check wants it, otherwise, and not told. */
interface Told {
  readonly well?: Protection;
  readonly wrong: Protection;
  readonly hidden: readonly (keyof Protection)[];
}

/** What is told of every check of protection: `well` is how it should be, `wrong` how it should not, `hidden` what may not be told. */
export function protectionStories(told: Told): readonly Story[] {
  return [...seenStories(told), ...gapStories(told), ...scopeStories(told), ...changeStories(told)];
}

const broken = (from: Instant, until: Instant | null) => ({ outcome: 'fail', fail: [[from, until]] }) as const;

function seenStories({ well = {}, wrong }: Told): readonly Story[] {
  const kept = protection('api', well, firstLook);
  return [
    story('all period long: pass')
      .given(...api, kept)
      .expects('api:main', { outcome: 'pass' }),
    story('never: fail')
      .given(...api, protection('api', wrong, firstLook))
      .expects('api:main', broken(year[0], null)),
    story('off from one look to another: fail in between')
      .given(...api, kept, protection('api', wrong, spring), protection('api', well, summer))
      .expects('api:main', { ...broken(spring, summer), because: 'from 2025-03-01' }),
    story('off until the period began: pass')
      .given(...api, protection('api', wrong, firstLook), protection('api', well, year[0]))
      .expects('api:main', { outcome: 'pass' }),
    story('off for the last millisecond of the period: fail; from its end on: pass')
      .given(...api, kept, protection('api', wrong, plus(year[1], -1)))
      .given(repositoryInScope('web', { approvals: 'none' }), hosted('web'), protection('web', well, firstLook), protection('web', wrong, year[1]))
      .expects('api:main', broken(plus(year[1], -1), null))
      .expects('web:main', { outcome: 'pass' }),
  ];
}

function gapStories({ well = {}, wrong, hidden }: Told): readonly Story[] {
  const kept = protection('api', well, firstLook);
  const why = 'The token may not read protection.';
  const nothingTold = Object.fromEntries(hidden.map((field) => [field, untold(why)])) as Protection;
  return [
    story('nobody had looked yet: unknown')
      .given(...api, protection('api', well, spring), unseen(['branch-protection'], BEGINNING, spring, 'before-first-look'))
      .expects('api:main', { outcome: 'unknown', unknown: [[year[0], spring, 'before-first-look']] }),
    story('nobody was allowed to look for a while: unknown, also where it was off before')
      .given(...api, protection('api', wrong, firstLook), protection('api', well, summer), unseen(['branch-protection'], spring, summer, 'denied'))
      .expects('api:main', { outcome: 'fail', fail: [[year[0], spring]], unknown: [[spring, summer, 'denied']] }),
    story('nobody has looked since: unknown')
      .given(...api, kept, unseen(['branch-protection'], summer, FOREVER, 'stale'))
      .expects('api:main', { outcome: 'unknown', unknown: [[summer, null, 'stale']] }),
    story('the branch was no longer found: unknown, and no other branch is in doubt')
      .given(...api, kept, notListed('branch-protection', 'api:main', summer))
      .given(repositoryInScope('web', { approvals: 'none' }), hosted('web'), protection('web', well, firstLook))
      .expects('api:main', { outcome: 'unknown', unknown: [[summer, null, 'lost-sight']] })
      .expects('web:main', { outcome: 'pass' }),
    story('it is not told: unknown')
      .given(...api, protection('api', { ...well, ...nothingTold }, firstLook))
      .expects('api:main', { outcome: 'unknown', unknown: [[year[0], null, 'not-told']], because: why }),
    story('no look tells of the branch: unknown')
      .given(...api)
      .expects('api:main', { outcome: 'unknown', unknown: [[year[0], null, 'before-first-look']] }),
  ];
}

function scopeStories({ well = {}, wrong }: Told): readonly Story[] {
  const kept = protection('api', well, firstLook);
  return [
    story('in scope from a day of the period to another')
      .given(
        repositoryInScope('api', { approvals: 'none', since: '2025-03-01', until: '2025-03-31' }),
        hosted('api'),
        protection('api', wrong, firstLook),
      )
      .expects('api:main', broken(startOf('2025-03-01'), endOf('2025-03-31'))),
    story('archived for a while: not owed then')
      .given(...api, hosted('api', { archived: true }, spring), hosted('api', {}, summer), protection('api', wrong, firstLook))
      .expects('api:main', {
        outcome: 'fail',
        fail: [
          [year[0], spring],
          [summer, null],
        ],
      }),
    story('archived all period long: not owed')
      .given(repositoryInScope('api'), hosted('api', { archived: true }), protection('api', wrong, firstLook))
      .expects('api:main', { outcome: 'not-owed' }),
    story('made in the period: owed from then on')
      .given(repositoryInScope('api'), hosted('api', { createdAt: spring }), protection('api', wrong, spring))
      .expects('api:main', broken(spring, null)),
    story('out of scope: no item')
      .given(...api, kept, hosted('web'), protection('web', wrong, firstLook))
      .expects('api:main', { outcome: 'pass' })
      .expectsNo('web:main'),
    story('nobody decided on a scope: every branch that the host tells of')
      .given(hosted('api'), protection('api', wrong, firstLook), unseen(['branch-protection'], spring, summer, 'denied'))
      .expects('api:main', {
        outcome: 'fail',
        fail: [
          [year[0], spring],
          [summer, null],
        ],
        unknown: [[spring, summer, 'denied']],
      })
      .expectsUnseen([spring, summer, 'denied']),
    story('in scope, and no code host delivers it: no item, and told once')
      .given(...api, kept, repositoryInScope('web', { since: '2025-03-01' }), repositoryInScope('app', { since: '2025-03-01' }))
      .expects('api:main', { outcome: 'pass' })
      .expectsNo('web:main')
      .expectsUnseen([startOf('2025-03-01'), year[1], 'before-first-look']),
  ];
}

function changeStories({ well = {}, wrong, hidden }: Told): readonly Story[] {
  const kept = protection('api', well, firstLook);
  const nothingTold = Object.fromEntries(hidden.map((field) => [field, untold('Not told.')])) as Protection;
  return [
    story('changed between two looks that saw the same: fail to the next look')
      .given(...api, kept, daily, event('e', { what: 'protection-changed' }))
      .expects('api:main', broken(plus(ten, HOUR), plus(ten, DAY))),
    story('changed, and the next look saw it wrong: fail from the change on')
      .given(...api, kept, daily, event('e', { what: 'protection-changed' }), protection('api', wrong, plus(ten, DAY)))
      .expects('api:main', broken(plus(ten, HOUR), null)),
    story('changed, and the next look saw a change that is well: pass')
      .given(...api, kept, daily, event('e', { what: 'protection-changed' }))
      .given(protection('api', { ...well, signaturesRequired: true }, plus(ten, DAY)))
      .expects('api:main', { outcome: 'pass' }),
    story('changed, and the next look was not told to what: unknown from the change on')
      .given(...api, kept, daily, event('e', { what: 'protection-changed' }), protection('api', { ...well, ...nothingTold }, plus(ten, DAY)))
      .expects('api:main', {
        outcome: 'unknown',
        unknown: [
          [plus(ten, HOUR), plus(ten, DAY), 'not-told'],
          [plus(ten, DAY), null, 'not-told'],
        ],
      }),
    story('changed, and nobody has looked since: unknown')
      .given(...api, kept, looked('branch-protection', ten), event('e', { what: 'protection-changed' }))
      .given(unseen(['branch-protection'], ten, FOREVER, 'denied'))
      .expects('api:main', { outcome: 'unknown', unknown: [[ten, null, 'denied']] }),
    story('made before anybody looked: unknown, as the time before was')
      .given(...api, event('e', { what: 'protection-changed', at: at('2025-01-20T00:00:00Z') }), protection('api', well, spring))
      .given(looked('branch-protection', spring), unseen(['branch-protection'], BEGINNING, spring, 'before-first-look'))
      .expects('api:main', { outcome: 'unknown', unknown: [[year[0], spring, 'before-first-look']] }),
    story('another event: pass')
      .given(...api, kept, daily, event('e', { what: 'protection-overridden' }))
      .expects('api:main', { outcome: 'pass' }),
  ];
}

/** What the log tells of protection that was taken away, to the checks that ask for protection. */
export const removalStories: readonly Story[] = [
  story('the log tells that protection was removed between two looks: fail to the next look')
    .given(...api, protection('api', {}, firstLook), daily, event('e'))
    .expects('api:main', { ...off(plus(ten, HOUR), plus(ten, DAY)), because: "The code host's log" }),
  story('removed in the instant of a look: fail to the next one')
    .given(...api, protection('api', {}, firstLook), daily, event('e', { at: ten }))
    .expects('api:main', off(ten, plus(ten, DAY))),
  story('removed in another repository: pass; for all repositories: fail')
    .given(...api, protection('api', {}, firstLook), daily, event('e', { repository: 'web' }))
    .given(event('f', { repository: null, at: plus(ten, DAY) }))
    .expects('api:main', off(plus(ten, DAY), plus(ten, 2 * DAY))),
  story('removed while nobody could look: fail to the next look, and unknown before')
    .given(...api, protection('api', {}, firstLook), daily, event('e'), unseen(['branch-protection'], ten, plus(ten, DAY), 'lost-sight'))
    .expects('api:main', {
      outcome: 'fail',
      fail: [[plus(ten, HOUR), plus(ten, DAY)]],
      unknown: [[ten, plus(ten, HOUR), 'lost-sight']],
    }),
  story('removed, and made anew before the next look: fail from the removal on')
    .given(...api, protection('api', {}, firstLook), daily, event('e'), event('f', { what: 'protection-changed', at: plus(ten, 2 * HOUR) }))
    .expects('api:main', off(plus(ten, HOUR), plus(ten, DAY))),
];

function off(from: Instant, until: Instant) {
  return { outcome: 'fail', fail: [[from, until]] } as const;
}
