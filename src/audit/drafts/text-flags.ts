import { type Block, flag } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { listed } from '../report/wording.ts';
import { type CompanyText, companyTexts } from './company-texts.ts';
import { longDate, touches } from './dates.ts';
import type { DraftFacts } from './draft-facts.ts';
import { knownServices } from './known-services.ts';
import { countFlags } from './text-counts.ts';

/** Where one text of the company and the inventory disagree: a service that is not in it, one that had ended, a count that is another. */
export function textFlags(one: CompanyText, report: ProgramReport, facts: DraftFacts): readonly Block[] {
  return [...strangers(one, facts), ...ended(one, report, facts), ...countFlags(one, report, facts), ...judgements(one)].map(flag);
}

/** What the inventory has and no text names: systems, and the vendors on which something depends. None while the company has written nothing. */
export function unnamedFlags(report: ProgramReport, facts: DraftFacts): readonly Block[] {
  const whole = companyTexts(facts)
    .map((one) => one.text)
    .join('\n');
  if (whole === '') return [];
  const vendors = facts.vendors.filter((one) => one.tier !== 'minor' && touches(one, report.period) && !namesAny(whole, [one.name, one.id]));
  const systems = facts.inventory.systems.filter((one) => touches(one, report.period) && !namesAny(whole, [one.title, one.id]));
  const sentences = [
    vendors.length > 0 &&
      `The list of vendors has ${listed(vendors.map((one) => `${one.name} (${one.tier})`))}, which no text of the description names.`,
    systems.length > 0 &&
      `The scope has the ${systems.length === 1 ? 'system' : 'systems'} ${listed(systems.map((one) => one.title))}, which no text of the description names.`,
  ];
  return sentences.flatMap((one) => (one === false ? [] : [flag(one)]));
}

function strangers({ part, text }: CompanyText, facts: DraftFacts): readonly string[] {
  const held = inventoryNames(facts);
  const services = knownServices
    .filter((names) => names.some((name) => hasName(text, name)) && !names.some((name) => held.some((one) => hasName(one, name, 'i'))))
    .map((names) => names.find((name) => hasName(text, name)) ?? '');
  const quoted = quotedThings(text).filter((name) => !held.some((one) => one.toLowerCase() === name.toLowerCase()));
  return [...new Set([...services, ...quoted])].map(
    (name) => `The text of ${part} names ${name}; neither the list of vendors nor the scope has it. Add it there, or correct the text.`,
  );
}

/** Everything by which the inventory may know a thing. */
function inventoryNames({ vendors, inventory }: DraftFacts): readonly string[] {
  const things = [...inventory.repositories, ...inventory.systems, ...inventory.backups];
  return [...vendors.flatMap((one) => [one.id, one.name, one.service]), ...things.flatMap((one) => [one.id, one.title])];
}

/** Names in backquotes beside a word that says what they are: a repository, a system, a backup, a vendor. */
function quotedThings(text: string): readonly string[] {
  const thing = '(?:repositor(?:y|ies)|systems?|backups?|vendors?|services?|databases?)';
  const found = [...text.matchAll(new RegExp(`\\b${thing}\\s+\`([^\`\\n]+)\`|\`([^\`\\n]+)\`\\s+${thing}\\b`, 'gi'))];
  return found.map((match) => match[1] ?? match[2] ?? '');
}

function ended({ part, text }: CompanyText, { period }: ProgramReport, { vendors }: DraftFacts): readonly string[] {
  return vendors
    .filter((one) => one.until !== null && one.until < period.first && namesAny(text, [one.name]))
    .filter((one) => !vendors.some((other) => other.name === one.name && touches(other, period)))
    .map((one) => `The text of ${part} names ${one.name}, whose use ended on ${longDate(one.until ?? '')}, before the period began.`);
}

/** Words that are an auditor's to use. */
function judgements({ part, text }: CompanyText): readonly string[] {
  const used = [
    ...new Set(
      [...text.matchAll(/\b(?:effective(?:ly|ness)?|certified|certification|compliant|audit-ready)\b/gi)].map(([word]) => `“${word.toLowerCase()}”`),
    ),
  ];
  return used.length === 0 ? [] : [`The text of ${part} says ${listed(used)}. A description says what is done; how well, an auditor says.`];
}

function namesAny(text: string, names: readonly string[]): boolean {
  return names.some((name) => hasName(text, name, 'i'));
}

/** Whether a text has the name as whole words. */
function hasName(text: string, name: string, flags = ''): boolean {
  const plain = name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return plain !== '' && new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, `u${flags}`).test(text);
}
