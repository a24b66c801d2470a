import { describe, expect, test } from 'vitest';
import { sampleCheck, sampleControl, samplePart } from '../exports/testing/sample-parts.ts';
import { sampleReport } from '../exports/testing/sample-report.ts';
import type { ControlReport } from '../program-report.ts';
import { controlsPage } from './controls-page.ts';
import { markupOfPage, sampleSite, textOf } from './testing/sample-site.ts';

async function pageOf(controls: readonly ControlReport[]): Promise<string> {
  const site = sampleSite(sampleReport({ controls }));
  return markupOfPage(site, controlsPage(site, controls));
}

describe('the page of controls', () => {
  test('groups them by how they stood, what matters most first, each with how it is seen and its rate in words', async () => {
    const untested = sampleControl('bare', { title: 'Bare', by: 'open', outcome: 'no-items', adopted: false });
    const given = sampleReport().controls;
    const markup = await pageOf([untested, ...given.toReversed()]);
    const headings = [...markup.matchAll(/<h2>([^<]*)<\/h2>/g)].map((one) => one[1]);
    expect(headings).toEqual(['With exceptions', 'Not known', 'Without exceptions', 'Not tested']);
    const rows = markup.split('<div class="row"').slice(1).map(textOf);
    expect(rows[0]).toContain('Changes are approved by another person CC8.1 CC6.3 automated exceptions 3 of 2,026 items failed 1 excluded');
    expect(rows[1]).toContain('not known 0 of 5 items failed, 4 unknown');
    expect(rows[2]).toContain('by record without exceptions 0 of 2 due occurrences failed');
    expect(rows[3]).toContain('Bare CC8.1 · adopted by nobody open not tested no check asks');
    expect(textOf(markup)).toContain('1 of 4 controls has exceptions, 1 cannot be told and 1 was not tested.');
  });

  test('draws their days, and nothing where nothing was tested', async () => {
    const tested = await pageOf(sampleReport().controls.slice(0, 1));
    expect(tested.match(/class="strip"/g)).toHaveLength(1);
    expect(tested).toContain('class="now"');
    const untested = await pageOf([sampleControl('bare', { outcome: 'no-items', parts: [samplePart([])] })]);
    expect(untested).not.toMatch(/class="strip"|class="now"/);
  });

  test('says of how many checks a rate is the worst, and where a control was not in force', async () => {
    const fail = sampleCheck('a/bad', { outcome: 'fail', rate: { measure: 'items', failed: 1, tested: 2, unknown: 0 } });
    const text = textOf(
      await pageOf([
        sampleControl('two', { outcome: 'fail', parts: [samplePart([sampleCheck('a/b'), fail])] }),
        sampleControl('gone', { outcome: 'no-items', parts: [] }),
      ]),
    );
    expect(text).toContain('1 of 2 items failed the worst of 2 checks');
    expect(text).toContain('not in force in the period');
  });
});
