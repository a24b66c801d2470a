import { type Block, blank, type Column, flag, heading, list, longTable, paragraph } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { counted, listed } from '../report/wording.ts';
import { begin, subtitleOf } from './begin.ts';
import { longDate, longPeriod, momentText } from './dates.ts';
import type { Draft, DraftFacts } from './draft-facts.ts';
import { distinctExceptions, spanLines } from './exceptions.ts';
import { standingOf } from './standing.ts';
import { subserviceVendors } from './subservice.ts';
import { unknownDays } from './unknown-days.ts';
import { categoryTitles, seenByWords } from './wording.ts';

/** What management asserts, for management to sign: with the exceptions and the days that it cannot speak for by these facts. */
export const managementAssertion: Draft = (report, facts) =>
  begin(report, facts, {
    title: 'Management’s assertion',
    subtitle: subtitleOf(report, facts),
    about: [
      'To be read, changed and signed by management, who alone make it. Tickmark asserts nothing and judges nothing.',
      'Audit firms have wording of their own for this page, which then takes the place of this one.',
    ],
    blocks: [
      heading(1, 'What we assert'),
      ...assertion(report, facts),
      heading(1, 'Exceptions'),
      ...exceptions(report),
      heading(1, 'What these facts do not show'),
      ...notShown(report),
      heading(1, 'Signed for management'),
      blank('Name'),
      blank('Position'),
      blank('Place and date'),
      blank('Signature'),
    ],
  });

function assertion(report: ProgramReport, facts: DraftFacts): readonly Block[] {
  const { first, last, type } = report.period;
  const when = type === 1 ? `as of ${longDate(last)}` : `throughout the period ${longPeriod(first, last)}`;
  const categories = listed(facts.categories.map((one) => categoryTitles[one].toLowerCase()));
  const operated = `The controls were carried out as described ${when}, but for the exceptions listed below and the days of which it is not known.`;
  return [
    paragraph(
      `We, the management of ${facts.organization}, have written the description of the system “${facts.program}”, so that its users can understand it and the risks that come with relying on it. By what we know and have looked into, we assert the following.`,
    ),
    list(
      [
        `The description shows the system as it was built and put to use ${when}, by the criteria for such descriptions, and leaves out nothing that its users need.`,
        `The controls in it were designed so that, carried out as described, they would have met our commitments on ${categories} by the criteria in scope${assuming(report, facts)}.`,
        ...(type === 1 ? [] : [operated]),
      ],
      true,
    ),
    flag('Read each sentence against what you know. Strike what you cannot stand behind; whoever signs answers for it.'),
  ];
}

function assuming(report: ProgramReport, facts: DraftFacts): string {
  const vendors = subserviceVendors(report, facts)
    .filter((one) => one.method !== 'inclusive')
    .map((one) => one.name);
  const parties = [...(facts.userEntityControls.length > 0 ? ['customers'] : []), ...vendors];
  return parties.length === 0 ? '' : `, given that ${listed(parties)} did what the description expects of them`;
}

function exceptions(report: ProgramReport): readonly Block[] {
  const found = distinctExceptions(report);
  const columns: readonly Column[] = [
    { title: 'Control', width: 3 },
    { title: 'Item', width: 3.4 },
    { title: 'From, until', width: 2.9 },
    { title: 'Management’s response', width: 4 },
  ];
  const rows = found.map(({ control, exception }) => [
    control.title,
    exception.title,
    spanLines(exception, report.period.zone),
    exception.response === null ? { tone: 'unknown' as const, text: 'none given yet' } : exception.response.response,
  ]);
  const without = found.filter(({ exception }) => exception.response === null).length;
  return [
    ...longTable(columns, rows, 'The checks found no exception in what is known of the period.'),
    ...(without > 0 ? [flag(`${counted(without, 'exception')} ${without === 1 ? 'has' : 'have'} no response from management.`)] : []),
  ];
}

/** What management would have to know from elsewhere before it signs. */
function notShown(report: ProgramReport): readonly Block[] {
  const { period, controls } = report;
  const blind = controls.flatMap((control) =>
    control.parts.flatMap((part) => unknownDays(part, report) ?? []).map((text) => `${control.title}. ${text}`),
  );
  const unasked = controls.filter((one) => standingOf(one) === 'unasked').map((one) => `${one.title}. Seen by ${seenByWords[one.by]}.`);
  const late = period.horizon < period.until ? [`Nothing is known from ${momentText(period.horizon, period.zone)} to the end of the period.`] : [];
  const lines = [...late, ...blind, ...unasked];
  if (lines.length === 0) return [paragraph('Every control was asked about, and seen on every day of the period.')];
  return [
    paragraph('Of the following, facts do not show that the controls were carried out. To assert it, management must know it from elsewhere.'),
    list(lines),
  ];
}
