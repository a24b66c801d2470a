import { aside, type Block, type Column, flag, heading, paragraph, table } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { dateText } from '../report/instants.ts';
import { listed } from '../report/wording.ts';
import { partText, touches } from './dates.ts';
import type { ComplementaryControl, DraftFacts, VendorFacts, VendorMethod } from './draft-facts.ts';
import { notSeen } from './seen.ts';

const methodWords: Readonly<Record<Exclude<VendorMethod, null>, string>> = {
  'carved-out': 'carved out: its controls are not in this description',
  inclusive: 'included: its controls are part of this description',
};

/** Vendors on whose controls the commitments depend: those the company decided on, and the critical ones it has yet to decide on. */
export function subserviceVendors(report: ProgramReport, { vendors }: DraftFacts): readonly VendorFacts[] {
  return vendors.filter((one) => touches(one, report.period) && (one.method !== null || one.tier === 'critical'));
}

/** Which vendors the system rests on, what is expected of each, and what is open. */
export function subserviceBlocks(report: ProgramReport, facts: DraftFacts): readonly Block[] {
  const subservice = subserviceVendors(report, facts);
  const others = facts.vendors.filter((one) => touches(one, report.period) && !subservice.includes(one));
  return [
    ...notSeen(facts.coverage, report.period, 'vendor', 'vendors'),
    vendorTable(subservice, report),
    ...subservice.flatMap((one) => vendorFlags(one, facts)),
    ...strayControls(subservice, facts),
    heading(2, 'What the company expects of them'),
    expected(subservice, facts),
    ...(others.length > 0
      ? [
          paragraph(
            `Further vendors, on whose controls the commitments were judged not to depend: ${listed(others.map((one) => `${one.name} (${one.service})`))}.`,
          ),
        ]
      : []),
  ];
}

/** What the company expects of its customers. */
export function userEntityBlocks({ userEntityControls }: DraftFacts, none: string): readonly Block[] {
  return [table(controlColumns('What customers are expected to do'), userEntityControls.map(controlRow), none)];
}

function vendorTable(vendors: readonly VendorFacts[], { period }: ProgramReport): Block {
  const columns: readonly Column[] = [
    { title: 'Vendor', width: 3 },
    { title: 'Service', width: 3 },
    { title: 'Used', width: 2.4 },
    { title: 'Method', width: 3.4 },
    { title: 'Last review, and what it rested on', width: 4 },
  ];
  const open = (text: string) => ({ tone: 'unknown' as const, text });
  const rows = vendors.map((one) => [
    [one.name, aside(one.tier)],
    one.service,
    partText(one, period),
    one.method === null ? open('not decided') : methodWords[one.method],
    [one.reviewed === null ? open('no review written down') : dateText(one.reviewed), one.report ?? open('no report written down')],
  ]);
  return table(columns, rows, 'No vendor was found on whose controls the commitments depend.');
}

function vendorFlags(vendor: VendorFacts, { subserviceControls }: DraftFacts): readonly Block[] {
  const { name, method, reviewed, report, id } = vendor;
  const expectsNothing = !subserviceControls.some((one) => one.vendor === id);
  const sentences = [
    method === null && `It is not decided whether the controls of ${name} are carved out or included.`,
    method === 'inclusive' && `${name} is included: its controls, its own part of the description and its management’s assertion must be added.`,
    expectsNothing && `Nothing is written down of what is expected of ${name}.`,
    (reviewed === null || report === null) && `Of ${name} ${reviewed === null ? 'no review' : 'no report'} is written down.`,
  ];
  return sentences.flatMap((one) => (one === false ? [] : [flag(one)]));
}

/** Expectations of vendors that are not on the list: whoever wrote them meant somebody. */
function strayControls(vendors: readonly VendorFacts[], { subserviceControls }: DraftFacts): readonly Block[] {
  const stray = subserviceControls.filter((one) => !vendors.some(({ id }) => id === one.vendor));
  return stray.map((one) => flag(`“${one.id}” is expected of ${one.vendor}, which is no subservice organization of the period.`));
}

function expected(vendors: readonly VendorFacts[], { subserviceControls }: DraftFacts): Block {
  const columns: readonly Column[] = [{ title: 'Vendor', width: 3 }, ...controlColumns('What the vendor is expected to do')];
  const rows = vendors.flatMap((vendor) =>
    subserviceControls.filter((one) => one.vendor === vendor.id).map((one) => [vendor.name, ...controlRow(one)]),
  );
  return table(columns, rows, 'Nothing is written down of what is expected of vendors.');
}

function controlColumns(what: string): readonly Column[] {
  return [
    { title: what, width: 7 },
    { title: 'Criteria', width: 3 },
  ];
}

function controlRow({ text, criteria }: ComplementaryControl): readonly string[] {
  return [text, criteria.length > 0 ? criteria.join(', ') : 'not mapped'];
}
