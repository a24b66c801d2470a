import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleCheck, sampleControl, sampleException, samplePart, samplePeriod } from '../exports/testing/sample-parts.ts';
import { sampleReport } from '../exports/testing/sample-report.ts';
import type { ControlReport, ProgramReport } from '../program-report.ts';
import { controlPage } from './control-page.ts';
import { controlsPage } from './controls-page.ts';
import { criteriaPage } from './criteria-page.ts';
import type { Site } from './page.ts';
import { newPile } from './strip.ts';
import { markupOfPage, sampleSite } from './testing/sample-site.ts';

const nasty = fc.string({
  unit: fc.constantFrom('<', '>', '"', "'", '&', '=', '/', ' ', 'a', '<img src=x onerror=a>', '</a>', '" onclick="a', '\u202E', '\u0000'),
  minLength: 1,
  maxLength: 8,
});

/** Only tags of ours, with quoted attributes that hold no markup. */
const wellFormed = /^(?:[^<>]|<\/?[a-z][a-z0-9]*(?: [a-zA-Z-]+(?:="[^"<>]*")?)*\/?>)*$/;
/** Tags that could run or fetch something, and ways out of the package. */
const dangerous = /<(?:iframe|img|object|embed|form|base)\b|href="(?!\.\.\/|#)[^"]*"|[\u202A-\u202E\u2066-\u2069]/i;

/** A control in which everything that somebody writes, or that a system names, is this text. */
function controlSaying(text: string): ControlReport {
  const check = sampleCheck('a/b', { title: text, asks: text, population: text, outcome: 'fail' });
  const response = { cause: text, response: text, action: text, due: '2026-03-31', by: text, at: samplePeriod.horizon };
  return sampleControl('c', {
    ...{ title: text, promise: text, how: text, owner: text, compensating: text, retiredWhy: text },
    retired: '2025-10-31',
    variant: 'one-person',
    outcome: 'fail',
    criteria: [{ criterion: 'CC8.1', reason: text }],
    parts: [samplePart([check, check], { promise: `${text} and ${text}`, outcome: 'fail' })],
    exceptions: [sampleException('a/b', text, { title: text, because: text, excludedBy: text, repeats: 1, response })],
    upcoming: [{ check: 'a/b', item: text, title: text, at: '2026-01-03T23:00:00.000Z', sentence: text }],
    documents: [{ id: text, status: 'adopted', version: 1 }],
    records: [{ id: text, title: text, every: text, due: 2, missed: 1 }],
  });
}

function siteSaying(text: string, report: ProgramReport): Site {
  const gap = { from: samplePeriod.from, until: samplePeriod.horizon, reason: 'denied' as const, why: text };
  const check = {
    id: 'a/b',
    version: 1,
    title: text,
    asks: text,
    mend: text,
    population: text,
    unseen: [gap],
    settings: [],
    outcome: 'fail' as const,
  };
  const counts = { items: 1, pass: 0, fail: 1, unknown: 0, notOwed: 0, excluded: 0 };
  const said = { cause: text, response: text, action: text, due: null, by: text, at: samplePeriod.horizon };
  return sampleSite(report, { checks: [{ ...check, ...counts }], responses: [{ ...said, check: 'a/b', item: text }] });
}

test('whatever a program, its people and its items are named, pages are our markup with that text in it', async () => {
  await fc.assert(
    fc.asyncProperty(nasty, async (text) => {
      const control = controlSaying(text);
      const report = sampleReport({
        controls: [control],
        organization: { id: 'o', name: text },
        program: { id: text, title: text, categories: ['security', text] },
      });
      const site = siteSaying(text, report);
      const tally = { pile: newPile(), exceptions: 1, open: 1, excluded: 0, unknownSpans: 0, claimed: 1, reasons: new Map([['denied', 1]]) };
      const checkStates = () => [{ first: samplePeriod.first, last: samplePeriod.last, state: 'fail' as const }];
      const pages = [
        criteriaPage(site),
        controlsPage(site, report.controls),
        controlPage({ site, control, tallies: new Map([['a/b', tally]]), checkStates }),
      ];
      for (const page of pages) {
        const markup = await markupOfPage(site, page);
        const body = markup.slice(markup.indexOf('<body>'));
        expect(body).toMatch(wellFormed);
        expect(body).not.toMatch(dangerous);
        expect(body).not.toContain('\u0000');
        expect(body.replace(/="[^"]*"/g, '')).not.toMatch(/<[^>]* on[a-z]+[ >]/);
        expect(markup.match(/<script/g)).toHaveLength(1);
      }
    }),
    { numRuns: 60 },
  );
});
