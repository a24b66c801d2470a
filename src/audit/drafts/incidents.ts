import { type Block, type Column, flag, table } from '../documents/document.ts';
import type { ProgramReport } from '../program-report.ts';
import { dateText } from '../report/instants.ts';
import { listed } from '../report/wording.ts';
import { momentText } from './dates.ts';
import type { DraftFacts, IncidentFacts } from './draft-facts.ts';
import { notSeen } from './seen.ts';

/** The incidents of the period, what is not known of them, and what a person has to decide. */
export function incidentBlocks({ period }: ProgramReport, { incidents, coverage }: DraftFacts): readonly Block[] {
  const unreviewed = incidents.filter((one) => one.review === null);
  return [
    ...notSeen(coverage, period, 'incident', 'the list of incidents'),
    incidentTable(incidents, period.zone, 'The list of incidents has none that touches the period.'),
    ...(incidents.length > 0
      ? [
          flag(
            'Decide for each whether it came from a control that did not do what it should, or broke a commitment. Those belong in the description.',
          ),
        ]
      : []),
    ...(unreviewed.length > 0
      ? [flag(`Nobody has written down that these were gone through afterwards: ${listed(unreviewed.map((one) => one.title))}.`)]
      : []),
  ];
}

export function incidentTable(incidents: readonly IncidentFacts[], zone: string, none: string): Block {
  const columns: readonly Column[] = [
    { title: 'Incident', width: 3.4 },
    { title: 'Severity', width: 1.6 },
    { title: 'Began', width: 2.2 },
    { title: 'Ended', width: 2.2 },
    { title: 'Gone through', width: 2 },
    { title: 'Cause and measures', width: 4.4 },
  ];
  const rows = incidents.map((one) => [
    one.title,
    one.severity,
    momentText(one.beganAt, zone),
    one.endedAt === null ? { tone: 'unknown' as const, text: 'not ended' } : momentText(one.endedAt, zone),
    one.review === null ? { tone: 'unknown' as const, text: 'not yet' } : dateText(one.review),
    one.notes,
  ]);
  return table(columns, rows, none);
}
