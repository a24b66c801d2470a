import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';

const HOSTED = 'https://api.github.com';

const auth = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('token'), token: z.string().min(1).meta({ secret: true }) }),
  z.strictObject({
    type: z.literal('app'),
    appId: z.union([z.int().positive(), z.string().min(1)]),
    /** Asked of GitHub when not given. */
    installationId: z.int().positive().optional(),
    /** PEM. */
    privateKey: z.string().min(1).meta({ secret: true }),
  }),
]);

export const gitHubSettings = z.strictObject({
  /** The login of the organization. */
  organization: z.string().min(1),
  /** Of GitHub Enterprise: `https://HOST`, or the address of its API. */
  url: z.url().optional(),
  auth,
  /** Names of the repositories to look at; all when not given. */
  repositories: z.array(z.string().min(1)).min(1).optional(),
  /** Production branches by repository; the default branch where none is named. */
  branches: z.record(z.string(), z.array(z.string().min(1)).min(1)).optional(),
  /** The first day of which changes are read. */
  since: z.iso.date().optional(),
});

export type GitHubSettings = z.infer<typeof gitHubSettings>;

/** Where the API of a GitHub answers. */
export interface ApiPlace {
  /** No slash at its end. */
  readonly rest: string;
  readonly graphql: string;
  /** Everything that is asked begins with this. */
  readonly base: URL;
  readonly enterprise: boolean;
}

/** @throws Refusal for an address that is not encrypted, except on this machine */
export function apiPlace(url: string | undefined): ApiPlace {
  const given = new URL(url ?? HOSTED);
  const local = isLoopback(given.hostname);
  if (given.protocol !== 'https:' && !(local && given.protocol === 'http:'))
    throw new Refusal('github/url', `The address ${given.origin} is not encrypted. Give one that begins with https://.`);
  if (given.username !== '' || given.password !== '' || given.search !== '' || given.hash !== '')
    throw new Refusal('github/url', `The address of ${given.host} holds more than a host and a path. Give https://HOST only.`);
  const path = given.pathname.replace(/\/+$/, '');
  const hosted = local || given.hostname.startsWith('api.');
  const api = path !== '' ? path : hosted ? '' : '/api/v3';
  const enterprise = api.endsWith('/api/v3');
  const rest = `${given.origin}${api}`;
  const graphql = enterprise ? `${given.origin}${api.replace(/\/v3$/, '/graphql')}` : `${rest}/graphql`;
  const base = new URL(enterprise ? `${given.origin}${api.replace(/v3$/, '')}` : `${rest}/`);
  return { rest, graphql, base, enterprise };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
