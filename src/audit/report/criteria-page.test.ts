import { describe, expect, test } from 'vitest';
import type { ControlResult } from '../assessment.ts';
import { sampleCheck, sampleControl, samplePart } from '../exports/testing/sample-parts.ts';
import { sampleReport } from '../exports/testing/sample-report.ts';
import { criteriaPage } from './criteria-page.ts';
import { markupOfPage, sampleSite, textOf } from './testing/sample-site.ts';

async function pageOf(...given: Parameters<typeof sampleSite>): Promise<string> {
  const site = sampleSite(...given);
  return markupOfPage(site, criteriaPage(site));
}

/** The article of one criterion. */
function article(markup: string, criterion: string): string {
  return markup.slice(markup.indexOf(`id="${criterion}"`)).split('</article>')[0] as string;
}

const counts = { items: 1, pass: 0, fail: 1, unknown: 0, notOwed: 0, excluded: 0 };

describe('the page of criteria', () => {
  test('has each of the 61 once; those in scope first, by category and series, and the rest closed under a heading of their own', async () => {
    const markup = await pageOf(sampleReport());
    const ids = [...markup.matchAll(/<(?:article class="crit"|li) id="([^"]+)"/g)].map((one) => one[1]);
    expect(ids).toHaveLength(61);
    expect(new Set(ids).size).toBe(61);
    expect(ids.slice(0, 2)).toEqual(['CC1.1', 'CC1.2']);
    expect(ids.slice(33, 36)).toEqual(['A1.1', 'A1.2', 'A1.3']);
    expect(markup.indexOf('Out of scope</h2>')).toBeGreaterThan(markup.indexOf('id="A1.3"'));
    const closed = [...markup.matchAll(/<details class="beyond"><summary>(.*?)<\/summary>/g)].map((one) => textOf(one[1] as string).trim());
    expect(closed).toEqual([
      'Confidentiality 2 criteria, C1.1 to C1.2',
      'Processing integrity 5 criteria, PI1.1 to PI1.5',
      'Privacy 18 criteria, P1.1 to P8.1',
    ]);
  });

  test('counts on top what is seen how, zeros too', async () => {
    const markup = await pageOf(sampleReport());
    expect(textOf(markup)).toContain('4 of 36 criteria in scope are seen; 32 are open.');
    expect(textOf(markup.split('<dl class="figs">')[1]?.split('</dl>')[0] ?? '').trim()).toBe(
      'In scope 36 Automated 3 By record 1 By document 0 Open 32 Out of scope 25 of 61',
    );
    expect(textOf(markup)).toContain('Availability 3 criteria: 1 by record and 2 open');
  });

  test('says of each criterion in words how it is seen, and of each control why it bears on it and how it stood', async () => {
    const markup = await pageOf(sampleReport());
    const changes = textOf(article(markup, 'CC8.1'));
    expect(changes).toContain('automated Changes are approved by another person The approval is the sign-off of the change. automated exceptions');
    expect(textOf(article(markup, 'A1.3'))).toMatch(/by record Restores are tested .* by record without exceptions/);
    expect(article(markup, 'A1.3')).toContain('data-seen="record"');
    expect(textOf(article(markup, 'CC1.1'))).toMatch(/open No control in force bears on it\./);
  });

  test('links each control to its page, where it has one', async () => {
    const markup = await pageOf(sampleReport());
    expect(article(markup, 'CC8.1')).toContain('href="../report/controls/change-approval.html"');
    const { criteria } = sampleReport();
    const without = await pageOf(sampleReport({ controls: [], criteria }));
    expect(article(without, 'CC8.1')).toContain('Changes are approved by another person');
    expect(without).not.toContain('controls/change-approval.html');
  });

  test('puts the strongest seen first, and says which control nobody adopted, or was not tested', async () => {
    const criteria = [{ criterion: 'CC3.2', reason: 'A reason.' }];
    const controls = [
      sampleControl('bare', { title: 'Bare', by: 'open', outcome: 'no-items', adopted: false, criteria }),
      sampleControl('seen', { title: 'Seen', parts: [samplePart([sampleCheck('a/b')])], criteria }),
    ];
    const text = textOf(article(await pageOf(sampleReport({ controls })), 'CC3.2'));
    expect(text).toMatch(/Seen A reason\. automated without exceptions .*Bare adopted by nobody A reason\. open not tested/);
  });

  test('draws each series over the period as the worst of its controls', async () => {
    const markup = await pageOf(sampleReport());
    const rows = markup
      .slice(markup.indexOf('Controls by criteria'))
      .split('<div class="row">')
      .filter((one) => one.includes('#CC8'));
    expect(rows).toHaveLength(1);
    expect(textOf(rows[0] as string)).toContain('CC8 Change management 1 of 1 control');
    expect(rows[0]).toMatch(/<i class="s f a0 b1000 open">/);
  });

  test('without a program has only security in scope, and says why', async () => {
    const site = sampleSite(null, { program: null });
    const text = textOf(await markupOfPage(site, criteriaPage(site)));
    expect(text).toContain('No program is known, so only the criteria of security are in scope.');
    expect(text).toContain('Availability 3 criteria, A1.1 to A1.3');
  });
});

describe('of an assessment from before controls were sealed with it', () => {
  const control: ControlResult = {
    id: 'old-control',
    title: 'An old control',
    promise: 'It is done.',
    checks: [],
    criteria: [{ criterion: 'CC8.1', reason: 'An old reason.' }],
    outcome: 'fail',
    ...counts,
  };

  test('shows what the summary holds, and does not guess how it is seen', async () => {
    const markup = await pageOf(null, { controls: [control] });
    const text = textOf(markup);
    expect(text).toContain('1 of 36 criteria in scope have controls that were assessed.');
    expect(text).toContain('This assessment is from before Tickmark sealed how each control is seen');
    expect(textOf(article(markup, 'CC8.1'))).toMatch(/An old control An old reason\. exceptions/);
    expect(textOf(article(markup, 'CC1.1'))).toContain('No control that was assessed bears on it.');
    expect(text).not.toMatch(/automated|by record|Controls by criteria|undefined|null/);
    expect(markup).toContain('href="../report/controls/old-control.html"');
  });
});
