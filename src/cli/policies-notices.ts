import type { PolicyReport } from '../audit/policies/policy-report.ts';
import { at, counted, headed, type Page, paragraph } from './page.ts';

/** Where documents and checks do not meet, each sort under its heading; nothing of a sort that there is none of. */
export function noticeParts(report: PolicyReport, page: Page): readonly string[] {
  return [
    part('Numbers in documents that no check uses', unused(report, page), page),
    part('Numbers that checks use and no document names: Tickmark’s defaults, adopted by nobody', undocumented(report, page), page),
    part('Named by several policies in force', namedTwice(report, page), page),
    part('Drafts, whose numbers count for nothing', drafts(report, page), page),
    part('Changed inside the period', changes(report, page), page),
  ];
}

function part(title: string, lines: readonly string[], page: Page): string {
  return lines.length === 0 ? '' : [page.paint.bold(paragraph(page, 0, title)), ...lines].join('\n');
}

function unused({ numbersNoCheckUses: all }: PolicyReport, page: Page): string[] {
  return all.map(({ policy, version, parameter, written, why }) =>
    headed(page, 2, parameter, `${written} (policy ${policy}, version ${version}). ${why}`),
  );
}

function undocumented({ checksWithoutDocument: all }: PolicyReport, page: Page): string[] {
  return all.map(({ setting, written, checks }) => headed(page, 2, setting, `${written}, used by ${checks.join(', ')}`));
}

function namedTwice({ namedTwice: all }: PolicyReport, page: Page): string[] {
  return all.map(({ parameter, named, counts, why }) => {
    const values = named.map(({ policy, version, written, since }) => `${written} in ${policy}, version ${version}, since ${at(page, since)}`);
    return headed(page, 2, parameter, `${values.join('; ')}. ${counts === null ? '' : `${counts} counts. `}${why}`);
  });
}

type Draft = PolicyReport['drafts'][number];

/** The numbers that checks would read; the others stand with the draft itself. */
function drafts({ drafts: all }: PolicyReport, page: Page): string[] {
  return all.map(({ policy, version, parameters }) => {
    const read = parameters.filter((one) => one.instead !== null);
    const numbers = `version ${version}, ${counted(parameters.length, 'number')}`;
    const would = read.length === 0 ? 'checks would read none' : `checks would read ${read.map(draftNumber).join(', ')}`;
    return headed(page, 2, policy, `${numbers}; ${would}`);
  });
}

/** `secret.revoked.within 4 hours (24 hours counts)` */
function draftNumber({ name, written, instead }: Draft['parameters'][number]): string {
  return instead === null || instead.written === written ? `${name} ${written}` : `${name} ${written} (${instead.written} counts)`;
}

function changes({ changes: all }: PolicyReport, page: Page): string[] {
  return all.map(({ setting, at: when, before, after }) => {
    const told = (one: typeof before) => `${one.written} (${sourceText(one.policy)})`;
    return headed(page, 2, setting, `${told(before)} until ${at(page, when)}, then ${told(after)}.`);
  });
}

/** `policy access-control, version 3` */
export function sourceText(policy: { readonly id: string; readonly version: number } | null): string {
  return policy === null ? 'Tickmark’s default, adopted by nobody' : `policy ${policy.id}, version ${policy.version}`;
}
