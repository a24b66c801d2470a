import { share } from '../drafts/wording.ts';
import type { ControlReport } from '../program-report.ts';
import type { PageFile } from './check-page.ts';
import { controlAside } from './control-aside.ts';
import { controlExceptions, controlUnknowns } from './control-exceptions.ts';
import type { ControlInput } from './control-input.ts';
import { criteriaServed, documentsSection, recordsSection, upcomingSection } from './control-lists.ts';
import { knownShare, partSection } from './control-parts.ts';
import { markOf, stoodOf, stoodWords } from './control-words.ts';
import { type Html, html, named } from './html.ts';
import { href, numbered, type Page } from './page.ts';
import { type Figure, figures } from './parts.ts';
import { seenByWord } from './seen-by.ts';
import { controlStem } from './site-paths.ts';
import { figure } from './wording.ts';

/** The page of one control: what is promised, how each version of it came out over its days, what failed, what falls due next, and which criteria it serves. */
export function controlPage(from: Omit<ControlInput, 'path'>): PageFile {
  const { control } = from;
  const path = numbered(controlStem(control.id), 1);
  const page: Page = {
    path,
    title: `${control.id} ${control.title}`,
    section: 'controls',
    crumb: html`<a href="${href(path, 'report/controls.html')}">Controls</a> / <span class="mono">${control.id}</span>`,
    heading: control.title,
    sub: named(control.promise),
  };
  return { page, content: controlContent({ ...from, path }) };
}

async function* controlContent(input: ControlInput): AsyncGenerator<Html> {
  const { site, path, control } = input;
  yield figures(controlFigures(control));
  yield html`<div class="cols"><div class="rates">
`;
  if (control.parts.length === 0) yield html`<p class="none">It was not in force in the period, so nothing was tested.</p>`;
  for (const [at, part] of control.parts.entries()) yield partSection(input, part, at === 0);
  yield recordsSection(control);
  yield controlExceptions(input);
  yield controlUnknowns(input);
  yield upcomingSection(site, control);
  yield documentsSection(control);
  yield criteriaServed(path, control.criteria);
  yield html`</div><aside>
`;
  yield controlAside(input);
  yield html`</aside></div>
`;
}

function controlFigures(control: ControlReport): readonly Figure[] {
  const stood = stoodOf(control);
  const open = control.exceptions.filter((one) => one.excludedBy === null);
  const lasting = open.filter((one) => one.until === null).length;
  const excluded = control.exceptions.length - open.length;
  return [
    { name: 'Outcome', value: html`<span class="w">${stoodWords[stood]}</span>`, mark: markOf(stood) },
    { name: 'Seen', value: html`<span class="w">${seenByWord[control.by]}</span>`, seen: control.by },
    { name: 'Exceptions', value: figure(open.length), note: `${figure(lasting)} open, ${figure(open.length - lasting)} ended`, mark: 'fail' },
    { name: 'Excluded', value: figure(excluded), note: 'would fail', mark: 'excluded' },
    knownFigure(control),
    ...recordFigure(control),
  ];
}

function knownFigure({ parts }: ControlReport): Figure {
  const known = parts.length === 0 ? 0 : knownShare(parts);
  return { name: 'Known', value: known === 0 ? 'none' : share(known), note: 'of its days' };
}

function recordFigure({ records }: ControlReport): Figure[] {
  if (records.length === 0) return [];
  const sum = (field: 'due' | 'missed') => records.reduce((total, one) => total + one[field], 0);
  return [{ name: 'Records', value: figure(sum('due')), note: `due, ${figure(sum('missed'))} missed` }];
}
