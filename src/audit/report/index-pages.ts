import { KEY_FILE } from '../../verify/package/verify-package.ts';
import type { SheetLook } from '../assessment.ts';
import type { PageFile } from './check-page.ts';
import { html, named } from './html.ts';
import { coverageOf, one } from './list-pages.ts';
import { axisLegend, mark } from './marks.ts';
import { checksHeading } from './overview-page.ts';
import { href, type Site } from './page.ts';
import { checkRow, properties, section, share, timeline } from './parts.ts';
import { entryPlace, type Places } from './places.ts';
import type { ReportLog } from './report-input.ts';
import { controlStem, populationStem } from './site-paths.ts';
import type { CheckTally } from './tally.ts';
import { counted, figure, listed } from './wording.ts';

type Tallies = ReadonlyMap<string, CheckTally>;

export function checksPage(site: Site, tallies: Tallies): PageFile {
  const path = 'report/checks.html';
  const { checks } = site.summary;
  const rows = checks.map((check) => checkRow(site, path, check, tallies.get(check.id) as CheckTally));
  const page = {
    path,
    title: 'Checks',
    section: 'checks' as const,
    heading: checksHeading(site.summary),
    sub: 'A check is one question, asked of every item of one population, over the whole period.',
  };
  return { page, content: one(html`<section class="sec first">${timeline(site, rows)}${axisLegend}</section>`) };
}

/** The controls of an assessment from before they were sealed with it. */
export function sealedControlsPage(site: Site): PageFile {
  const path = 'report/controls.html';
  const { controls } = site.summary;
  const rows = controls.map(
    (
      control,
    ) => html`<tr><td>${mark(control.outcome)}</td><td class="nw b">${control.id}</td><th scope="row"><a class="q" href="${href(path, `${controlStem(control.id)}.html`)}">${control.title}</a><br><span class="n">${control.promise}</span></th><td>${listed(control.criteria.map((criterion) => criterion.criterion))}</td><td class="r nw">${share(control)}</td></tr>
`,
  );
  const page = {
    path,
    title: 'Controls',
    section: 'controls' as const,
    heading: counted(controls.length, 'control'),
    sub: 'A control is what the company promises to do. Its figures are those of its checks.',
  };
  return {
    page,
    content: one(
      html`<div class="scroll"><table><thead><tr><th></th><th>Control</th><th></th><th>Criteria</th><th class="r">Failed or unknown</th></tr></thead><tbody>${rows}</tbody></table></div>`,
    ),
  };
}

export function populationsPage(site: Site): PageFile {
  const path = 'report/populations.html';
  const { populations } = site.summary;
  const rows = populations.map(
    (
      sheet,
    ) => html`<tr><td class="r b">${figure(sheet.items)}</td><th scope="row"><a class="q" href="${href(path, `${populationStem(sheet.population)}.html`)}">${sheet.title}</a><br><span class="n">${sheet.definition}</span></th><td>${sheet.unseen.length === 0 ? 'none' : html`<span class="unknown">${counted(sheet.unseen.length, 'gap')}</span>`}</td><td class="r">${figure(sheet.looks.length)}</td></tr>
`,
  );
  const page = {
    path,
    title: 'Populations',
    section: 'populations' as const,
    heading: counted(populations.length, 'population'),
    sub: 'A population is the full set of items that a control applies to in the period. Each comes with the sheet that shows how complete it is.',
  };
  return {
    page,
    content: one(
      html`<div class="scroll"><table><thead><tr><th class="r">Items</th><th>Population</th><th>Gaps</th><th class="r">Looks</th></tr></thead><tbody>${rows}</tbody></table></div>`,
    ),
  };
}

/** Every look that a population rests on, once, in the order of the ledger; and what was not seen. */
export function looksPage(site: Site, places: Places): PageFile {
  const path = 'report/looks.html';
  const looks = new Map<string, SheetLook>();
  for (const sheet of site.summary.populations) {
    for (const look of sheet.looks) {
      const known = looks.get(look.look);
      looks.set(look.look, { ...look, feeds: [...new Set([...(known?.feeds ?? []), ...look.feeds])].sort() });
    }
  }
  const sorted = [...looks.values()].sort((a, b) => a.leaf - b.leaf);
  const rows = sorted.map(
    (
      look,
    ) => html`<tr><td class="nw">${site.clock.written(look.startedAt)}</td><th scope="row">${named(look.connection)}<br><span class="n">${look.connector}: ${listed([...look.feeds])}</span></th><td>${named(look.identity)}</td><td class="r">${figure(look.scopes)}</td><td class="r">${figure(look.requests)}</td><td class="r">${figure(look.rows)}</td><td class="nw">${entryPlace(places, path, look.leaf)}</td></tr>
`,
  );
  const head = html`<thead><tr><th>Began</th><th>Connection</th><th>As</th><th class="r">Scopes</th><th class="r">Requests</th><th class="r">Rows</th><th>Sealed as</th></tr></thead>`;
  const page = {
    path,
    title: 'Looks',
    section: 'looks' as const,
    heading: sorted.length === 0 ? 'Nobody looked.' : counted(sorted.length, 'look'),
    sub: 'A look is one run of a connection: what was asked of whom, and what came back. Its whole record is the entry of the ledger.',
  };
  const gaps = site.summary.coverage.some((kind) => kind.gaps.length > 0);
  return {
    page,
    content: one(
      html`${sorted.length > 0 && html`<div class="scroll"><table>${head}<tbody>${rows}</tbody></table></div>`}${gaps && html`<div class="gaps">${coverageOf(site)}</div>`}`,
    ),
  };
}

export function verifyPage({ summary, clock }: Site, log: ReportLog): PageFile {
  const path = 'report/verify.html';
  const page = {
    path,
    title: 'Verify',
    section: 'verify' as const,
    heading: 'How to verify this package',
    sub: 'Without network, without a server, and without trusting whoever wrote it.',
  };
  const content = html`<div class="cols prose"><div>
${section(
  'In one command',
  'Node.js 18 or later',
  html`<pre>node verify.mjs . --key KEY</pre>
<p><b>KEY</b> is the company’s verifier key. Get it from the company by another way than this package: on paper, by telephone, from last year’s file. With it, <span class="mono">0</span> says that everything holds and that the key signed it.
Without it, the best that can be said is <span class="mono">4</span>: self-consistent, signer not pinned. Anybody could have made the whole package anew.</p>
<p>If you hold a checkpoint of this log from an earlier package, or from a witness, add <span class="mono">--checkpoint FILE</span>: it shows that nothing below it was rewritten since.</p>
<p class="note">A verifier that came with a package cannot vouch for that package. Take <span class="mono">verify.mjs</span> from a release of Tickmark, or write your own: <span class="mono">docs/spec/package.md</span> and <span class="mono">docs/spec/ledger.md</span> are all one needs.</p>`,
  true,
)}
${section(
  'What it checks',
  '',
  html`<ol class="steps"><li>The manifest is the one that was signed, and every file is the one it names; none is missing, none was added.</li><li>The checkpoint is signed, and the hashes of all ${figure(log.size)} entries lead to its root.</li><li>Every entry of the ledger is here, in its place, as it was sealed; every content is the one it committed to.</li><li>The assessment was sealed in that ledger, and the rows of findings and populations are the ones it sealed.</li><li>Every item was answered by every check, rests on facts that are here, and the figures add up.</li><li>Lists, tables and sheets say exactly what the sealed rows say.</li></ol>`,
)}
${section(
  'What it cannot show',
  '',
  html`<p>That what was recorded is true: for this there are the looks, the completeness sheets, and your own procedures. That this report says what the sealed rows say: it is signed with everything else, but the rows are what counts. That nothing was recorded after the checkpoint.</p>`,
)}
</div><aside>
${section(
  'What was sealed',
  '',
  properties([
    { name: 'Log', value: html`<span class="mono">${log.origin}</span>` },
    { name: 'Checkpoint', value: html`${figure(log.size)} entries, ${clock.written(log.recorded)}` },
    { name: 'Root', value: html`<span class="mono">${log.root}</span>` },
    { name: 'Assessment', value: html`entry ${log.assessmentLeaf}, ${clock.written(log.assessmentRecorded)}` },
    { name: 'Facts judged', value: html`entries 0 to ${summary.treeSize - 1}` },
    {
      name: 'Claimed key',
      value: html`${log.keys.map((key) => html`<span class="mono">${key}</span> `)}<br><span class="n">as in <a href="${href(path, KEY_FILE)}">${KEY_FILE}</a>; it proves nothing by itself</span>`,
    },
  ]),
  true,
)}
</aside></div>`;
  return { page, content: one(content) };
}
