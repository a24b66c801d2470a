import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StateSpan, spansAtZoom } from './spans-at-zoom.ts';
import { rank, type SpanState } from './states.ts';
import { nearest, stepped } from './strip-steps.ts';
import { drawnText, meant, summaryText } from './strip-words.ts';

/** One millisecond is one pixel. */
const axis = { from: 0, until: 1000 };
const draw = (spans: readonly StateSpan[], width = 1000) => spansAtZoom(spans, axis, width);
const shape = (spans: readonly StateSpan[], width = 1000) => draw(spans, width).map((one) => [one.state, one.a * 10, one.b * 10]);
const span = (from: number, until: number, state: SpanState): StateSpan => ({ from, until, state });

describe('spans at a zoom', () => {
  it('are drawn as they are while there is room', () => {
    expect(shape([span(0, 400, 'pass'), span(400, 410, 'fail'), span(410, 1000, 'pass')])).toEqual([
      ['pass', 0, 400],
      ['fail', 400, 410],
      ['pass', 410, 1000],
    ]);
  });

  it('do not lose one failing second in a year of passing', () => {
    const drawn = draw([span(0, 500, 'pass'), span(500, 500.001, 'fail'), span(500.001, 1000, 'pass')]);
    expect(drawn.map((one) => one.state)).toEqual(['pass', 'fail', 'pass']);
  });

  it('too short to tell apart become one, which is the worst', () => {
    const drawn = draw([
      span(0, 500, 'pass'),
      span(500, 501, 'unknown'),
      span(501, 502, 'fail'),
      span(502, 502.5, 'pass'),
      span(502.5, 1000, 'pass'),
    ]);
    expect(drawn.map((one) => [one.state, one.parts.length])).toEqual([
      ['pass', 1],
      ['fail', 3],
      ['pass', 1],
    ]);
  });

  it('too short, before a long one that is worse, go into it', () => {
    const drawn = draw([span(0, 300, 'fail'), span(300, 301, 'pass'), span(301, 600, 'fail'), span(600, 1000, 'pass')]);
    expect(drawn.map((one) => [one.state, one.a * 10, one.b * 10, one.parts.length])).toEqual([
      ['fail', 0, 600, 3],
      ['pass', 600, 1000, 1],
    ]);
  });

  it('do not let one failure spread over a year of short spans', () => {
    const spans = Array.from({ length: 500 }, (_, index) => span(index * 2, index * 2 + 2, index === 100 ? 'fail' : 'pass'));
    const failed = draw(spans).filter((one) => one.state === 'fail');
    expect(failed).toHaveLength(1);
    expect((failed[0]?.b ?? 0) - (failed[0]?.a ?? 0)).toBeLessThan(0.7);
  });

  it('that were merged are apart again when there is room', () => {
    const spans = [span(0, 500, 'pass'), span(500, 501, 'fail'), span(501, 502, 'unknown'), span(502, 1000, 'pass')];
    expect(draw(spans, 1000)).toHaveLength(3);
    expect(draw(spans, 4000)).toHaveLength(4);
  });

  it('outside the axis are not drawn, and those across its ends are cut', () => {
    expect(
      spansAtZoom([span(0, 100, 'fail'), span(100, 600, 'pass'), span(900, 950, 'fail')], { from: 200, until: 700 }, 500).map((one) => [
        one.state,
        one.a,
        one.b,
      ]),
    ).toEqual([['pass', 0, 80]]);
  });

  it('of nothing to judge are the bare track', () => {
    expect(draw([span(0, 1000, 'no-items')])).toEqual([]);
  });

  it('are open only where the worst part is', () => {
    expect(draw([{ ...span(0, 1000, 'fail'), open: true }])[0]?.open).toBe(true);
    expect(draw([span(0, 999, 'pass'), { ...span(999, 1000, 'fail'), open: true }]).map((one) => one.open)).toEqual([false, true]);
  });

  it('never hide a worse state, and never lie over one another but as a short one on a better', () => {
    fc.assert(
      fc.property(strips, fc.integer({ min: 50, max: 2000 }), (spans, width) => {
        const whole = { from: 0, until: spans.at(-1)?.until ?? 1 };
        const drawn = spansAtZoom(spans, whole, width);
        expect(drawn.flatMap((one) => one.parts)).toEqual(spans);
        for (const one of drawn) expect(rank(one.state)).toBe(Math.max(...one.parts.map((part) => rank(part.state))));
        for (const [one, next] of neighbours(drawn)) {
          expect(next.a).toBeGreaterThanOrEqual(one.b - 1e-9);
          const covers = ((next.a - one.a) / 100) * width < 3 - 1e-6;
          expect(covers && rank(next.state) >= rank(one.state)).toBe(false);
        }
      }),
    );
  });
});

const strips = fc
  .array(fc.tuple(fc.double({ min: 0.01, max: 40, noNaN: true }), fc.constantFrom<SpanState>('pass', 'fail', 'unknown', 'excluded', 'not-owed')), {
    minLength: 1,
    maxLength: 80,
  })
  .map((pieces) => {
    let at = 0;
    return pieces.map(([length, state]) => {
      const one = span(at, at + length, state);
      at += length;
      return one;
    });
  });

function neighbours<T>(list: readonly T[]): (readonly [T, T])[] {
  return list.slice(1).map((next, index) => [list[index] as T, next] as const);
}

describe('what a strip says', () => {
  it('tells that several were merged, the worst first', () => {
    const [merged] = draw([span(500, 501, 'unknown'), span(501, 502, 'fail'), span(502, 502.5, 'fail')]);
    expect(merged && drawnText(merged, 'UTC')).toContain('3 spans too short to tell apart here, drawn as the worst of them: 2 fail, 1 unknown');
    expect(merged && meant(merged)).toEqual(span(501, 502, 'fail'));
  });

  it('sums up the part that the axis shows, the worst first', () => {
    const hour = 3_600_000;
    const spans = [span(-hour, 8 * hour, 'pass'), { ...span(8 * hour, 10 * hour, 'fail'), open: true }];
    expect(summaryText('main', spans, { from: 0, until: 10 * hour })).toBe('main: fail in 1 span, 2 h in all, still open; pass for 80.0 % of 10 h.');
    expect(summaryText('main', [], axis)).toBe('main: nothing to judge in this time.');
  });
});

describe('reaching a span', () => {
  const drawn = draw([span(0, 500, 'pass'), span(500, 501, 'fail'), span(501, 900, 'pass')]);

  it('by a click near it, if it is narrow', () => {
    expect(nearest(drawn, 51, 1000)).toBe(1);
    expect(nearest(drawn, 49, 1000)).toBe(1);
    expect(nearest(drawn, 20, 1000)).toBe(0);
    expect(nearest(drawn, 95, 1000)).toBeUndefined();
  });

  it('by the arrows, and not past the ends', () => {
    expect(stepped('ArrowRight', 1, 3)).toBe(2);
    expect(stepped('ArrowRight', 2, 3)).toBe(2);
    expect(stepped('ArrowLeft', 0, 3)).toBe(0);
    expect(stepped('End', 0, 3)).toBe(2);
    expect(stepped('a', 0, 3)).toBeUndefined();
  });
});
