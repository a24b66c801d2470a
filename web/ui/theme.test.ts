import { expect, it } from 'vitest';
import { cssVariablesResolver, theme } from './theme.ts';

/** The style sheet as a text. The pages know no files, so what reads them is asked for by a name that their types do not see. */
const files = (await import('node:fs' as string)) as { readFileSync: (file: URL, encoding: 'utf8') => string };
const tokens = files.readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

it('computes with the scales of the tokens', () => {
  for (const name of ['paper', 'blue', 'red', 'green', 'ochre'] as const) {
    const steps = Array.from({ length: 10 }, (_, step) => new RegExp(`--${name}-${step}: (#[0-9a-f]{6});`).exec(tokens)?.[1]);
    expect(theme.colors?.[name]).toEqual(steps);
  }
});

it('tells Mantine only of tokens that exist', () => {
  const resolved = cssVariablesResolver(theme as never);
  const used = Object.values({ ...resolved.light, ...resolved.dark }).map((value) => /^var\((--[a-z0-9-]+)\)$/.exec(value)?.[1]);
  expect(used.length).toBeGreaterThan(10);
  for (const name of used) expect(tokens).toContain(`${name}:`);
});

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function token(name: string): readonly [string, string] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens);
  if (found === null) throw new Error(`No token ${name}`);
  return [found[1] ?? '', found[2] ?? ''];
}

it('keeps text at 4.5:1 and shapes at 3:1, on every ground, light and dark', () => {
  const pairs: [string, string, number][] = [];
  for (const ground of ['bg', 'surface', 'sunken', 'hover']) for (const ink of ['ink', 'ink-2', 'ink-3', 'accent']) pairs.push([ink, ground, 4.5]);
  for (const state of ['pass', 'fail', 'unknown', 'excluded']) {
    for (const ground of ['bg', 'surface', `${state}-tint`, 'accent-tint']) {
      pairs.push([state, ground, 4.5]);
      pairs.push([`${state}-shape`, ground, 3]);
    }
  }
  for (const ground of ['bg', 'surface', 'accent-tint']) pairs.push(['control', ground, 3], ['accent', ground, 4.5], ['ink-3', ground, 4.5]);
  for (const [ink, ground, least] of pairs) {
    for (const scheme of [0, 1] as const) {
      expect(contrast(token(ink)[scheme], token(ground)[scheme]), `${ink} on ${ground}, ${scheme === 0 ? 'light' : 'dark'}`).toBeGreaterThanOrEqual(
        least,
      );
    }
  }
});
