import fc from 'fast-check';
import { sampleCheck, sampleControl, samplePart } from '../../src/audit/exports/testing/sample-parts.ts';
import { sampleReport } from '../../src/audit/exports/testing/sample-report.ts';
import type { ControlReport, ExceptionReport, ProgramReport, State } from '../../src/audit/program-report.ts';
import { criteria } from '../../src/controls/criteria.ts';

const text = fc.string({ unit: 'binary' });
const instant = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

const anyException: fc.Arbitrary<ExceptionReport> = fc.record({
  check: text,
  item: text,
  title: text,
  from: instant,
  until: orNull(instant),
  because: text,
  due: orNull(instant),
  excludedBy: orNull(text),
  repeats: fc.nat(),
  response: orNull(
    fc.record({
      cause: text,
      response: text,
      action: orNull(text),
      due: orNull(instant.map((one) => one.slice(0, 10))),
      by: text,
      at: instant,
    }),
  ),
});

const anyControl: fc.Arbitrary<ControlReport> = fc
  .record({
    title: text,
    promise: text,
    how: text,
    owner: text,
    compensating: orNull(text),
    outcome: fc.constantFrom<State>('pass', 'fail', 'unknown', 'no-items'),
    criteria: fc.array(fc.record({ criterion: fc.constantFrom(...criteria.map(({ id }) => id)), reason: text }), { maxLength: 3 }),
    parts: fc.array(
      text.map((said) => samplePart([sampleCheck(said, { title: said, asks: said, population: said })])),
      { maxLength: 2 },
    ),
    exceptions: fc.array(anyException, { maxLength: 3 }),
  })
  .chain((changes) => text.map((id) => sampleControl(id, changes)));

/** Reports in which every text is any text, and every instant any instant but those of the period. */
export const anyReport: fc.Arbitrary<ProgramReport> = fc
  .record({
    tickmark: text,
    organization: fc.record({ id: text, name: text }),
    program: orNull(fc.record({ id: text, title: text, categories: fc.array(text) })),
    treeSize: fc.nat(),
    controls: fc.array(anyControl, { maxLength: 3 }),
    exclusions: fc.array(
      fc.record({
        id: text,
        check: text,
        items: fc.array(text),
        reason: text,
        requestedBy: text,
        approvedBy: orNull(text),
        approvedAt: orNull(instant),
        until: instant,
        inForce: fc.boolean(),
        remark: text,
      }),
      { maxLength: 2 },
    ),
    coverage: fc.array(
      fc.record({
        kind: text,
        from: orNull(instant),
        until: orNull(instant),
        gaps: fc.array(fc.record({ from: instant, until: instant, reason: fc.constant('denied' as const), why: text }), { maxLength: 3 }),
      }),
      { maxLength: 2 },
    ),
  })
  .map(sampleReport);
