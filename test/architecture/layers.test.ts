import { describe, expect, test } from 'vitest';
import { layers } from '../../scripts/house/rules.ts';

const pure = ['populations', 'checks', 'controls', 'workflows'];
const byName = new Map(layers.map((layer) => [layer.name, layer]));

/** Everything a layer may reach through its imports. */
function reach(name: string, seen = new Set<string>()): Set<string> {
  for (const next of byName.get(name)?.imports ?? []) {
    if (seen.has(next)) continue;
    seen.add(next);
    reach(next, seen);
  }
  return seen;
}

describe('the layers', () => {
  test('name only layers that exist', () => {
    expect(layers.flatMap((layer) => layer.imports).filter((name) => !byName.has(name))).toEqual([]);
  });

  test('import types alone only of layers that they may import', () => {
    expect(layers.flatMap((layer) => (layer.types ?? []).filter((name) => !layer.imports.includes(name)))).toEqual([]);
  });

  test('let no page reach the server but through the client, and no schema into a page', () => {
    const below = ['verify/core', 'kernel', 'contract', 'client'];
    for (const layer of layers.filter(({ name }) => name.startsWith('web'))) {
      expect(layer.imports.filter((name) => !name.startsWith('web') && !below.includes(name))).toEqual([]);
      expect(layer.imports.filter((name) => name === 'contract' && !layer.types?.includes(name))).toEqual([]);
    }
  });

  test('have no way from a layer back to itself', () => {
    expect(layers.map((layer) => layer.name).filter((name) => reach(name).has(name))).toEqual([]);
  });

  test.each(pure)('%s reaches no Node module, no store and no connector', (name) => {
    expect(byName.get(name)?.node).toBe(false);
    expect([...reach(name)].filter((reached) => /store|database|connectors|engine/.test(reached))).toEqual([]);
  });

  test('connectors and checks never meet', () => {
    expect(reach('connectors')).not.toContain('checks');
    expect(reach('checks')).not.toContain('connectors');
  });

  test('the demo knows the kernel alone, and the verifier’s core nothing', () => {
    expect([...reach('demo')]).toEqual(['kernel']);
    expect([...reach('verify/core')]).toEqual([]);
    expect(byName.get('verify/core')).toMatchObject({ packages: [], node: false });
    expect(byName.get('verify')).toMatchObject({ imports: ['verify/core'], packages: [] });
  });
});
