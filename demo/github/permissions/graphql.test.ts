import { expect, test } from 'vitest';
import { NEEDS, type Need } from '../graphql/may.ts';
import { type Demand, demandOf, hasScopes } from './demands.ts';
import graphql from './graphql.json' with { type: 'json' };
import { classicToken } from './make-token.ts';

const rows = graphql.rows.map((row) => ({ ...row, differs: row.differs ?? '' }));
const needs: Readonly<Record<string, Need>> = NEEDS;

test('each need of GraphQL has its row, and each row a need', () => {
  expect(rows.map(({ need }) => need).sort()).toEqual(Object.keys(needs).sort());
});

/** How a need is not what the REST route demands: `permission`, `level`, `scopes`, `owner`. */
function differences(need: Need, demand: Demand): string[] {
  const sets = demand.app ?? demand.fineGrained ?? [];
  const levels = sets.flatMap((set) => Object.entries(set).flatMap(([name, level]) => (name === need.permission ? [level] : [])));
  const demanded = demand.classic ?? [];
  const isEnough = need.scopes.every((scope) => hasScopes(classicToken('t', 1, [scope]), demanded));
  const isNeeded = !hasScopes(classicToken('t', 1, []), demanded);
  return [
    ...(levels.length === 0 ? ['permission'] : []),
    ...(levels.length > 0 && !levels.includes(need.level ?? 'read') ? ['level'] : []),
    ...(isEnough && isNeeded ? [] : ['scopes']),
    ...((need.owner === true) === (demand.access === 'owner') ? [] : ['owner']),
  ];
}

test.each(rows)('$need asks for what $route asks for', ({ need, route, differs }) => {
  const told = differs === '' ? [] : [differs.split(':')[0]];
  expect(differences(needs[need] as Need, demandOf('GET', route))).toEqual(told);
});

test('a need that asks for less, or for something else, is seen', () => {
  const demand = demandOf('GET', '/orgs/{org}/rulesets');
  expect(differences({ permission: 'organization_administration', scopes: ['read:org'] }, demand)).toEqual(['level', 'scopes', 'owner']);
  expect(differences({ permission: 'members', scopes: ['admin:org'], owner: true }, demand)).toEqual(['permission']);
});
