import { addCadenceToInstant } from '../../../src/kernel/calendar.ts';
import { DAY } from '../../../src/kernel/time.ts';
import { ZONE } from '../../clock.ts';
import type { Random } from '../../random.ts';
import { valueAt } from '../state-at.ts';
import type { DeployKey, Repository, Webhook } from '../world.ts';
import {
  claim,
  lastingRepositories,
  looked,
  nameOf,
  type Operator,
  type Outcome,
  type Place,
  pickFree,
  replaced,
  told,
  withRepository,
} from './operator.ts';
import { daysOf, otherwise, second } from './spans.ts';

function withKey(
  { world }: Place,
  home: Repository,
  key: Omit<DeployKey, 'id' | 'key' | 'addedBy' | 'deletedBy' | 'uses'>,
  planted: (item: string) => Outcome['planted'],
): Outcome {
  const item = `${nameOf(home)}/${key.title}#${world.nextId}`;
  const own = { id: world.nextId, key: `ssh-ed25519 AAAAC3${world.nextId}`, addedBy: home.createdBy, deletedBy: home.createdBy, uses: [] };
  const changed = { ...withRepository(world, home, { deployKeys: [...home.deployKeys, { ...key, ...own }] }), nextId: world.nextId + 1 };
  return { world: claim(world, [`keys:${nameOf(home)}`], changed), planted: planted(item) };
}

function onKeys(id: string, tells: string, lay: (place: Place, home: Repository, random: Random) => Outcome): Operator {
  return {
    id: `github/deploy-key/${id}`,
    tells,
    apply: (place, random) => {
      const home = pickFree(place.world, random, lastingRepositories(place), (one) => `keys:${nameOf(one)}`);
      return home === null ? null : lay(place, home, random);
    },
  };
}

const oldKey = onKeys('old', 'A deploy key was never changed, and grew older than it may.', (place, home, random) => {
  const createdAt = second(home.createdAt + random.integer(1, 80) * DAY);
  const old = addCadenceToInstant(createdAt, { every: 12, unit: 'month' }, ZONE);
  return withKey(place, home, { title: 'nightly', readOnly: true, createdAt, deletedAt: null }, (item) => [
    told('deploy-key/not-old', item, old, null),
  ]);
});

const writingKey = onKeys('may-write', 'For some days a deploy key could write.', (place, home, random) => {
  const { from, until } = daysOf(random, random.integer(0, 3));
  const key = { title: 'release', readOnly: false, createdAt: from, deletedAt: until };
  return withKey(place, home, key, (item) => [looked('deploy-key/read-only', item, from, until)]);
});

type Hooked = Webhook['settings'][number]['value'];

function onHook(id: string, tells: string, quarter: number, changed: (now: Hooked) => Partial<Hooked>, isWrong = true): Operator {
  return {
    id: `github/webhook/${id}`,
    tells,
    apply: ({ world }, random) => {
      const home = world.repositories.find(({ webhooks }) => webhooks.length > 0);
      const hook = home?.webhooks[0];
      if (home === undefined || hook === undefined || world.touched.includes(`hook:${hook.id}/${quarter}`)) return null;
      const during = daysOf(random, quarter);
      const now = valueAt(hook.settings, during.from) as Hooked;
      const settings = otherwise(hook.settings, { ...now, ...changed(now) }, during);
      const fresh = withRepository(world, home, { webhooks: replaced(home.webhooks, hook, { ...hook, settings }) });
      const item = `${new URL(now.url).host}#${hook.id}`;
      return {
        world: claim(world, [`hook:${hook.id}/${quarter}`], fresh),
        planted: isWrong ? [looked('webhook/signed-and-verified', item, during.from, during.until)] : [],
        at: during.until,
      };
    },
  };
}

const unsigned = onHook('unsigned', 'For some days deliveries of a webhook were not signed.', 0, () => ({ secret: false }));
const unverified = onHook('unverified', 'For some days the receiver’s certificate was not verified.', 1, () => ({ insecureSsl: true }));
const plainHttp = onHook('over-http', 'For some days deliveries went over http.', 2, ({ url }) => ({ url: url.replace('https:', 'http:') }));
const switchedOff = onHook(
  'off-and-unsigned',
  'For some days a webhook was switched off, and not signed: nothing is wrong.',
  3,
  () => ({ active: false, secret: false }),
  false,
);

export const keyAndHookOperators: readonly Operator[] = [oldKey, writingKey, unsigned, unverified, plainHttp, switchedOff];
