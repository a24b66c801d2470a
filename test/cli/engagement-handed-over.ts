import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256Hex } from '../../src/kernel/hash.ts';
import type { Ran } from '../support/cli.ts';
import { type Frozen, refused } from '../support/engaged.ts';

interface Engaged {
  readonly folder: () => string;
  readonly run: (...args: string[]) => Promise<Ran>;
  readonly engagement: (...args: string[]) => Promise<Ran>;
  readonly frozenOf: (population: string) => Promise<Frozen>;
}

/** What an engagement leaves in the hands of others, once it was worked in. */
export function handedOver({ folder, run, engagement, frozenOf }: Engaged): void {
  const read = (...names: string[]) => readFileSync(join(folder(), ...names), 'utf8');

  test('workpapers: data, tables that a spreadsheet does not run, and one document for people', async () => {
    const { code, out } = await engagement('workpapers', 'e1', '--out', '../papers');
    expect([code, out.replace(/\s+/g, ' ')]).toEqual([0, expect.stringMatching(/^Wrote \d+ files to /)]);
    expect(
      readFileSync(join(folder(), 'papers', 'workpapers.pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const repairs = read('papers', 'tests', 'vulnerability-repair--vulnerabilities.csv');
    expect(repairs).toContain(`"exception","'=HYPERLINK(""http://x.example"",""y"")"`);
    expect(read('papers', 'workpapers.json')).toContain(JSON.stringify('=HYPERLINK("http://x.example","y")'));
    const meetings = read('papers', 'tests', 'oversight-meetings--record--oversight-meeting.csv');
    expect(meetings.match(/^"2025-\d\d-\d\d".*,"drawn","(pass|fail)"/gm)).toHaveLength(2);
    expect(meetings).toMatch(/^"2025-06-30".*"fail"/m);
    expect(read('papers', 'requests.csv')).toContain('"minutes/june.md"');
    expect(read('papers', 'populations.csv')).toMatch(/^"vulnerabilities",.*"52","[0-9a-f]{64}","final","p-001"/m);
    expect(existsSync(join(folder(), 'papers', 'samples', 'vulnerability-repair--vulnerabilities.json'))).toBe(true);
    await refused(engagement('workpapers', 'e1', '--out', '../papers'), 'out/not-empty');
  });

  /** As `e1 marked by aud-1`. */
  const decisionsIn = (folder: string) =>
    read(folder, 'evidence', 'entries-00000.ndjson')
      .split('\n')
      .filter((line) => line.includes('"type":"decision"') || line.includes('\\"type\\":\\"decision\\"'))
      .map((line) => (JSON.parse(line) as { contents: { decision: { content: Decision } } }).contents.decision.content)
      .map(({ id, by, event }) => `${id} ${event.type} by ${by}`);

  interface Decision {
    readonly id: string;
    readonly by: string;
    readonly event: { readonly type: string };
  }

  test('the package of an assessment that came after verifies, and holds every decision and the population that was frozen', async () => {
    expect((await run('assess', '--audit', 'year', '--fail-on', 'never')).code).toBe(0);
    expect((await run('export', '--audit', 'year', '--out', '../package')).code).toBe(0);
    expect((await run('verify', '../package', '--own-key')).code).toBe(0);
    const decisions = decisionsIn('package');
    const all = ['opened by p-001', 'auditor-added by aud-1', 'settings-captured by p-001', 'population-frozen by p-001', 'sample-drawn by aud-1'];
    for (const one of [...all, 'sample-extended by aud-1', 'marked by aud-3', 'request-moved by p-002', 'commented by p-003'])
      expect(decisions).toContain(`e1 ${one}`);
    expect(decisions.filter((one) => one.startsWith('e1 marked'))).toHaveLength(5);
    expect(sha256Hex(read('package', 'populations', 'vulnerabilities.ndjson'))).toBe((await frozenOf('vulnerabilities')).sha256);
  });
}
