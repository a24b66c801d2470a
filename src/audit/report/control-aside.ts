import type { VariantId } from '../../controls/control.ts';
import { allControls } from '../../controls/index.ts';
import { frequencyWords, seenByWords, sentence } from '../drafts/wording.ts';
import type { ControlReport } from '../program-report.ts';
import type { ControlInput } from './control-input.ts';
import { type Html, html, named, type Part } from './html.ts';
import { dateText } from './instants.ts';
import { href, type Site } from './page.ts';
import { type Property, properties, section } from './parts.ts';
import { seenByWord } from './seen-by.ts';
import { populationStem } from './site-paths.ts';

const variantWords: Readonly<Record<VariantId, string>> = {
  'one-person': 'a company of one person',
  'platform-only': 'everything runs on the platform of somebody else',
  'no-office': 'a company without an office',
};

/** How it is done, who answers for it, since when it is kept, and what compensates where it is kept in another way. */
export function controlAside({ site, path, control }: ControlInput): Html {
  const { how, compensating } = control;
  return html`${section('About this control', '', properties(about(site, path, control)), true)}${section('How it is done', '', html`<p class="prosaic">${named(how)}</p>`)}${
    compensating !== null && section('Compensating control', '', html`<p class="prosaic">${named(compensating)}</p>`)
  }`;
}

function about(site: Site, path: string, control: ControlReport): readonly Property[] {
  const { id, version, owner, frequency, by, variant } = control;
  return [
    { name: 'Control', value: html`<span class="mono">${id}</span>, version ${version}` },
    { name: 'Kept', value: keptWords(control) },
    ...(variant === null ? [] : [{ name: 'Variant', value: html`<span class="mono">${variant}</span>: ${variantWords[variant]}` }]),
    { name: 'Owner', value: named(owner) },
    { name: 'Operates', value: frequencyWords[frequency] },
    { name: 'Seen', value: `${seenByWord[by]}: ${seenByWords[by]}` },
    ...populationLinks(site, path, control),
    ...catalogueSince(site, id),
  ];
}

/** Said where the catalogue has changed the control since it was assessed: its words here are the newer ones. */
function catalogueSince({ summary }: Site, id: string): readonly Property[] {
  const assessed = summary.controls.find((one) => one.id === id)?.version;
  const written = allControls.find((one) => one.id === id)?.version;
  if (assessed === undefined || written === undefined || assessed === written) return [];
  return [{ name: 'Catalogue', value: `assessed with version ${assessed} of the control; what is written here is version ${written}` }];
}

function keptWords({ adopted, since, retired, retiredWhy }: ControlReport): Html {
  if (!adopted) return html`by nobody: it is in Tickmark’s catalogue, and the program does not say that it keeps it`;
  const began = since === null ? 'by the program' : `by the program since ${dateText(since)}`;
  const ended = retired !== null && html`, <b>given up: its last day was ${dateText(retired)}</b>`;
  return html`${began}${ended}${retiredWhy !== undefined && html`. ${named(sentence(retiredWhy))}`}`;
}

function populationLinks({ summary }: Site, path: string, { parts }: ControlReport): readonly Property[] {
  const asked = new Set(parts.flatMap((part) => part.checks.map((one) => one.population)));
  const links: Part = summary.populations
    .filter((one) => asked.has(one.population))
    .map((one, at) => html`${at > 0 && ', '}<a href="${href(path, `${populationStem(one.population)}.html`)}">${one.title}</a>`);
  return asked.size === 0 ? [] : [{ name: 'Populations', value: links }];
}
