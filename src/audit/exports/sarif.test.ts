import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyReport } from '../../../test/support/any-report.ts';
import { sarifSchema } from '../../../test/support/published-schemas.ts';
import type { ProgramReport } from '../program-report.ts';
import { sarifFile } from './sarif.ts';
import { computedReport } from './testing/computed-report.ts';
import { sampleCheck, sampleControl, sampleException, samplePart } from './testing/sample-parts.ts';
import { failing, passing, sampleReport, unknown } from './testing/sample-report.ts';

interface Log {
  runs: [
    {
      tool: { driver: { name?: string; rules: { id: string }[] } };
      invocations: [{ toolExecutionNotifications: { level: string; message: { text: string }; associatedRule: { id: string; index: number } }[] }];
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        guid: string;
        suppressions: { justification?: string }[];
        properties: object;
        locations: object[];
      }[];
      properties: object;
    },
  ];
}

const valid = sarifSchema();

function log(report: ProgramReport): Log {
  return JSON.parse(sarifFile(report).text) as Log;
}

describe('held against the schema of SARIF 2.1.0', () => {
  test.each([
    ['a report', sampleReport()],
    ['a computed one', computedReport()],
    ['nothing that fits', sampleReport({ controls: [passing, unknown] })],
    ['no controls, no program, a simulated clock', sampleReport({ controls: [], program: null, simulated: true })],
  ])('%s gives a valid log', (_what, report) => {
    expect(valid(log(report)), JSON.stringify(valid.errors)).toBe(true);
  });

  test('a log without its driver’s name, a result without its message, or a member of our own is not', () => {
    const nameless = log(sampleReport());
    delete nameless.runs[0].tool.driver.name;
    expect(valid(nameless)).toBe(false);
    const { message: _, ...silent } = log(sampleReport()).runs[0].results[0] as unknown as { message: object };
    expect(valid({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [silent] }] })).toBe(false);
    expect(valid({ ...log(sampleReport()), tickmark: true })).toBe(false);
  });

  test('whatever people and vendors write', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const controls = report.controls.map((control) => ({
          ...control,
          exceptions: control.exceptions.map((one) => ({ ...one, check: `change/${one.check}` })),
          parts: control.parts.map((part) => ({ ...part, checks: part.checks.map((one) => ({ ...one, check: `change/${one.check}` })) })),
        }));
        expect(valid(log({ ...report, controls })), JSON.stringify(valid.errors)).toBe(true);
      }),
    );
  });
});

test('an exception is an error of its check, at its item', () => {
  const [run] = log(sampleReport()).runs;
  expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['change/approved-by-another']);
  expect(run.results).toHaveLength(3);
  expect(run.results[0]).toMatchObject({
    ruleId: 'change/approved-by-another',
    ruleIndex: 0,
    level: 'error',
    locations: [{ logicalLocations: [{ fullyQualifiedName: 'change-1' }] }],
    suppressions: [],
    properties: { control: 'change-approval', from: '2025-07-01T08:00:00.000Z', until: null },
  });
});

test('an excluded one is suppressed, with the reason of its exclusion', () => {
  expect(log(sampleReport()).runs[0].results[2]?.suppressions).toMatchObject([
    { kind: 'external', status: 'accepted', justification: 'A machine made the change, and its rules were reviewed.' },
  ]);
});

test.each(['change', 'branch', 'repository', 'vulnerability', 'secret', 'deploy-key', 'webhook'])('checks of %s stand in it', (area) => {
  const control = sampleControl('x', { exceptions: [sampleException(`${area}/a`, 'i')], parts: [samplePart([sampleCheck(`${area}/a`)])] });
  expect(log(sampleReport({ controls: [control] })).runs[0].results).toMatchObject([{ ruleId: `${area}/a`, ruleIndex: 0 }]);
});

test.each(['account', 'people', 'governance', 'changes', 'continuity'])('checks of %s do not', (area) => {
  const control = sampleControl('x', { exceptions: [sampleException(`${area}/a`, 'i')], parts: [samplePart([sampleCheck(`${area}/a`)])] });
  const [run] = log(sampleReport({ controls: [control] })).runs;
  expect([run.results, run.tool.driver.rules]).toEqual([[], []]);
});

test('what is unknown is a warning, so that an empty log does not read as a clean one', () => {
  const unseen = sampleCheck('branch/protected', { outcome: 'unknown', rate: { measure: 'item-days', failed: 0, tested: 0, unknown: 4015 } });
  const list = sampleCheck('change/x', { outcome: 'unknown' });
  const [run] = log(sampleReport({ controls: [sampleControl('x', { outcome: 'unknown', parts: [samplePart([unseen, list])] })] })).runs;
  expect(run.results).toEqual([]);
  expect(run.invocations[0].toolExecutionNotifications).toMatchObject([
    {
      level: 'warning',
      message: { text: expect.stringMatching(/4,015 item-days unknown, none tested\.$/) },
      associatedRule: { id: 'branch/protected', index: 0 },
    },
    { message: { text: expect.stringMatching(/whether there were more is unknown\.$/) }, associatedRule: { id: 'change/x', index: 1 } },
  ]);
});

test('the same report gives the same bytes, and the same exception the same fingerprint in the next assessment', () => {
  expect(sarifFile(structuredClone(sampleReport()))).toEqual(sarifFile(sampleReport()));
  const [now, next] = [log(sampleReport()), log(sampleReport({ treeSize: 5000, controls: [failing] }))].map(({ runs }) => runs[0].results[0]);
  expect(next?.guid).not.toBe(now?.guid);
  expect(next).toMatchObject({ partialFingerprints: (now as unknown as { partialFingerprints: object }).partialFingerprints });
});

test('a simulated clock is told', () => {
  expect(log(sampleReport({ simulated: true })).runs[0].properties).toMatchObject({ simulated: true });
});
