import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { heeded } from '../../demo/github/rest/parameters.ts';
import type { RestHost, Route } from '../../demo/github/rest/reply.ts';
import { routes } from '../../demo/github/rest/routes.ts';
import { addressesOf, ask, type Kind, openHost } from './asking.ts';
import { type Contract, readContract } from './openapi.ts';
import { JANUARY, MAY, makeEventfulWorld, SEPTEMBER, YEARS_END } from './world.ts';

const api = readContract('api.github.com');
const enterprise = readContract('ghec');

/** The audit log is described for Enterprise Cloud only. */
function contractOf(path: string): Contract {
  return path.endsWith('/audit-log') ? enterprise : api;
}

const hosts = [
  ['1', 'team', JANUARY],
  ['1', 'team', MAY],
  ['2', 'enterprise', SEPTEMBER],
  ['3', 'enterprise', YEARS_END],
] as const;
const opened = hosts.map(([seed, plan, now]) => openHost(makeEventfulWorld(seed, plan), now));
const kinds: readonly Kind[] = ['classic', 'fine-grained', 'app-installation', 'jwt'];

function parsed(body: string): unknown {
  return body === '' ? null : JSON.parse(body);
}

interface Sample {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/** One good answer of each route, for the negative controls. */
const samples = new Map<string, Sample>();

/** Every way to ask for a route: each host, address and kind of credential. */
function* requestsOf(route: Route): Generator<readonly [RestHost, string, Kind]> {
  for (const host of opened) for (const address of addressesOf(route, host)) for (const kind of kinds) yield [host, address, kind];
}

describe('every answer of every route is as GitHub describes it', () => {
  for (const route of routes) {
    const { method, path } = route;
    test(`${method} ${path}`, () => {
      const contract = contractOf(path);
      assert.ok(contract.has(method, path), 'GitHub describes no such route');
      let good = 0;
      for (const [host, address, kind] of requestsOf(route)) {
        const { status, body } = ask(host, kind, method, address);
        const value = parsed(body);
        assert.deepEqual(contract.faults(method, path, status, value), [], `${kind} ${address}: ${status} ${body.slice(0, 300)}`);
        if (status >= 300) continue;
        good++;
        if (!Array.isArray(value) || value.length > 0) samples.set(`${method} ${path}`, { method, path, status, body: value });
      }
      assert.ok(good > 0, 'no request was answered with anything but an error');
    });
  }
});

/** The value with one leaf of it changed into something that no description allows there, for each leaf in turn. */
function* changed(value: unknown, depth = 0): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const inner of changed(value[0], depth + 1)) yield [inner, ...value.slice(1)];
  } else if (typeof value === 'object' && value !== null && depth < 4) {
    for (const [name, inner] of Object.entries(value)) {
      for (const other of changed(inner, depth + 1)) yield { ...value, [name]: other };
    }
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    yield { not: 'as described' };
  }
}

/** Heeded in order to be refused, as GitHub does since it pages these by cursor. */
const REFUSED = ['/orgs/{org}/dependabot/alerts page', '/repos/{owner}/{repo}/dependabot/alerts page'];

/** Nothing is in them: neither a field to change nor one to take away. */
const EMPTY = ['GET /repos/{owner}/{repo}/vulnerability-alerts', 'GET /orgs/{org}/properties/schema', 'GET /repos/{owner}/{repo}/properties/values'];

/** Where GitHub itself describes loosely: a timeline is any of 34 shapes, some without a demand; events of the audit log hold more than is described. */
const LEAST_CAUGHT: Readonly<Record<string, number>> = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline': 0.1,
  'GET /orgs/{org}/audit-log': 0.7,
};

test('an answer with a changed shape is caught, on every route', () => {
  const missed: string[] = [];
  for (const { method, path } of routes) {
    const name = `${method} ${path}`;
    const sample = samples.get(name);
    if (EMPTY.includes(name)) continue;
    assert.ok(sample !== undefined, `${name} was never answered with anything in it`);
    const all = [...changed(sample.body)];
    const caught = all.filter((body) => contractOf(path).faults(method, path, sample.status, body).length > 0);
    if (all.length === 0 || caught.length < all.length * (LEAST_CAUGHT[name] ?? 0.8)) missed.push(`${name}: ${caught.length} of ${all.length}`);
  }
  assert.deepEqual(missed, []);
});

test('every query parameter that is heeded is one of GitHub’s', () => {
  const invented = routes.flatMap((route) => {
    const known = contractOf(route.path).about(route.method, route.path)?.parameters ?? [];
    return heeded(route)
      .filter((name) => !known.includes(name) && !REFUSED.includes(`${route.path} ${name}`))
      .map((name) => `${route.path} ${name}`);
  });
  assert.deepEqual(invented, []);
});

test('a route that GitHub does not have, and a status that it does not describe, are caught', () => {
  assert.equal(api.has('GET', '/orgs/{org}/audit-log'), false);
  assert.equal(api.has('GET', '/repos/{owner}/{repo}/approvals'), false);
  assert.deepEqual(api.faults('GET', '/orgs/{org}/teams', 202, []), ['status 202 is not described']);
});
