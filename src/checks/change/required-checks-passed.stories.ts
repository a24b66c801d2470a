import type { KindState } from '../../facts/kinds/index.ts';
import { untold } from '../../facts/told.ts';
import { BEGINNING, DAY, FOREVER, HOUR, plus } from '../../kernel/time.ts';
import { repositoryInScope } from '../testing/given.ts';
import { cloned, landing, merged } from '../testing/given-changes.ts';
import { commitBy, hostedChange, protection, seenLater } from '../testing/given-code-host.ts';
import { hosted, notListed } from '../testing/given-hosted.ts';
import { at, endOf, startOf } from '../testing/instants.ts';
import { story } from '../testing/story.ts';
import { storiesOf } from '../testing/tried.ts';
import { unseen } from '../testing/world.ts';
import { requiredChecksPassed } from './required-checks-passed.ts';

type Ran = Extract<KindState<'change'>['statusChecks'], readonly unknown[]>[number];

const moment = [landing, plus(landing, 1)] as const;
const fail = { outcome: 'fail', fail: [[...moment]] } as const;
const notTold = { outcome: 'unknown', unknown: [[...moment, 'not-told']] } as const;
const pass = { outcome: 'pass' } as const;
const bare = [repositoryInScope('api', { approvals: 'none' }), cloned('api', { firstParentCommits: 1, reachableCommits: 2 })];
const around = [...bare, protection('api')];
const ran = (told: Partial<Ran> = {}): Ran => ({
  name: 'test',
  app: 'ci',
  commit: 'w1',
  outcome: 'success',
  completedAt: plus(landing, -HOUR),
  ...told,
});
const checked = (...statusChecks: readonly Ran[]) => hostedChange({ statusChecks: [...statusChecks] });
const repeated = ran({ completedAt: plus(landing, DAY) });

export const requiredChecksPassedStories = storiesOf(requiredChecksPassed, [
  story('passed before it landed: pass')
    .given(...around, checked(ran()))
    .expects('api@m', { ...pass, because: 'test' }),
  story('passed in the instant of landing: pass')
    .given(...around, checked(ran({ completedAt: landing })))
    .expects('api@m', pass),
  story('neutral and skipped hold nothing up: pass')
    .given(
      ...bare,
      protection('api', {
        requiredChecks: [
          { name: 'a', app: null },
          { name: 'b', app: null },
        ],
      }),
    )
    .given(checked(ran({ name: 'a', outcome: 'neutral' }), ran({ name: 'b', outcome: 'skipped' })))
    .expects('api@m', pass),
  story('failed before it landed: fail')
    .given(...around, checked(ran({ outcome: 'failure' })))
    .expects('api@m', { ...fail, because: '"failure"' }),
  story('never ran: fail')
    .given(...around, checked(ran({ name: 'lint' })))
    .expects('api@m', { ...fail, because: 'had not run' }),
  story('passed only on an earlier commit: fail')
    .given(...around, checked(ran({ commit: 'w0' })))
    .expects('api@m', fail),
  story('passed on the commit that landed, before it landed, as in a merge queue: pass')
    .given(...around, checked(ran({ commit: 'm' })))
    .expects('api@m', pass),
  story('failed, and then passed: pass; passed, and then failed: fail')
    .given(...around, checked(ran({ outcome: 'failure', completedAt: plus(landing, -2 * HOUR) }), ran()))
    .given(nextChange(ran({ completedAt: plus(landing, -2 * HOUR) }), ran({ outcome: 'timed-out' })))
    .expects('api@m', pass)
    .expects('api@o', fail),
  story('only a result from after it landed: unknown')
    .given(...around, checked(repeated))
    .expects('api@m', { ...notTold, because: 'came after landing' }),
  story('the result from before landing was seen before it was overwritten: pass')
    .given(...around, checked(ran()), seenLater(plus(landing, 2 * DAY), { statusChecks: [repeated] }))
    .expects('api@m', pass),
  story('still running: unknown')
    .given(...around, checked(ran({ outcome: 'pending', completedAt: null })))
    .expects('api@m', notTold),
  story('reported by another app than is required: fail')
    .given(...bare, protection('api', { requiredChecks: [{ name: 'test', app: 'other' }] }), checked(ran()))
    .expects('api@m', fail),
  story('reported by nobody tells which app: unknown')
    .given(...bare, protection('api', { requiredChecks: [{ name: 'test', app: 'ci' }] }), checked(ran({ app: null })))
    .expects('api@m', notTold),
  story('nothing was required when it landed: not owed')
    .given(...bare, protection('api', { requiredChecks: [] }), protection('api', {}, plus(landing, 1)), checked())
    .expects('api@m', { outcome: 'not-owed' }),
  story('required until it landed, and no more from then on: not owed')
    .given(...bare, protection('api'), protection('api', { requiredChecks: [] }, landing), checked())
    .expects('api@m', { outcome: 'not-owed' }),
  story('required when it landed, and no more a millisecond later: fail')
    .given(...bare, protection('api'), protection('api', { requiredChecks: [] }, plus(landing, 1)), checked())
    .expects('api@m', fail),
  story('came without a pull request: not owed')
    .given(...around, hostedChange({ pullRequest: null, statusChecks: [] }))
    .expects('api@m', { outcome: 'not-owed' }),
  story('landed before anybody had looked at the protection: unknown')
    .given(...bare, protection('api', {}, plus(landing, 1)), checked(ran()))
    .given(unseen(['branch-protection'], BEGINNING, plus(landing, 1), 'before-first-look'))
    .expects('api@m', { outcome: 'unknown', unknown: [[...moment, 'before-first-look']] }),
  story('the protection could not be read when it landed: unknown')
    .given(...around, checked(ran()), unseen(['branch-protection'], plus(landing, -DAY), plus(landing, 1), 'denied', 'Not allowed.'))
    .expects('api@m', { outcome: 'unknown', unknown: [[...moment, 'denied']], because: 'Not allowed.' }),
  story('the protection could be read again when it landed: pass')
    .given(...around, checked(ran()), unseen(['branch-protection'], plus(landing, -DAY), landing, 'denied'))
    .expects('api@m', pass),
  story('the protection of the branch was no longer found when it landed: unknown')
    .given(...around, checked(ran()), notListed('branch-protection', 'api:main', landing))
    .expects('api@m', { outcome: 'unknown', unknown: [[...moment, 'lost-sight']] }),
  story('no connection tells of protection: unknown')
    .given(...bare, checked(ran()), unseen(['branch-protection'], BEGINNING, FOREVER, 'before-first-look'))
    .expects('api@m', { outcome: 'unknown', unknown: [[...moment, 'before-first-look']] }),
  story('what is required is not told: unknown')
    .given(...bare, protection('api', { requiredChecks: untold('Needs administration.') }), checked(ran()))
    .expects('api@m', { ...notTold, because: 'Needs administration.' }),
  story('results are not told: unknown')
    .given(...around, hostedChange({ statusChecks: untold('The token may not read checks.') }))
    .expects('api@m', { ...notTold, because: 'The token may not read checks.' }),
  story('only a clone tells of it: unknown')
    .given(...around, hosted('api'), merged())
    .expects('api@m', notTold),
  story('no code host delivers the repository: told once')
    .given(...around, merged())
    .expectsNo('api@m')
    .expectsUnseen([startOf('2025-01-01'), endOf('2025-12-31'), 'before-first-look']),
  story('landed before the period: no item')
    .given(...around, checked())
    .over('2025-07-01', '2025-12-31')
    .expectsNo('api@m'),
  story('nobody could see for a while: changes may stand unseen')
    .given(...around, checked(ran()), unseen(['change'], at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied'))
    .expects('api@m', pass)
    .expectsUnseen([at('2025-10-01T00:00:00Z'), endOf('2025-12-31'), 'denied']),
]);

function nextChange(...statusChecks: readonly Ran[]) {
  const commits = [commitBy('w1', ['base']), commitBy('o', ['m', 'w1'], 'U3')];
  return hostedChange({ landed: 'o', commits, statusChecks: [...statusChecks] }, undefined, 'o');
}
