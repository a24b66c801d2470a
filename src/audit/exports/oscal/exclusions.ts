import type { WrittenExclusion } from '../../assessment.ts';
import type { ExceptionReport } from '../../program-report.ts';
import type { OscalFrom } from './from.ts';
import { type OscalObject, props, prose, told } from './vocabulary.ts';

/** Every exclusion that touches the period, in force or not, as a resource. */
export function exclusionResources(from: OscalFrom): readonly OscalObject[] {
  return from.report.exclusions.map((exclusion) => resource(from, exclusion));
}

function resource(from: OscalFrom, exclusion: WrittenExclusion): OscalObject {
  const { id, check, items, reason, requestedBy, approvedBy, approvedAt, until, inForce, remark } = exclusion;
  return told({
    uuid: from.uuid('resource', 'exclusion', id),
    title: prose(`Exclusion ${id}`),
    description: prose(reason),
    props: props({
      check,
      item: items,
      'requested-by': requestedBy,
      'approved-by': approvedBy,
      'approved-at': approvedAt,
      until,
      'in-force': inForce,
    }),
    remarks: remark === '' ? undefined : prose(remark),
  });
}

/** Leads from what stands for an exception to the exclusion that lies over it. */
export function exclusionLinks(from: OscalFrom, { excludedBy }: ExceptionReport): readonly OscalObject[] {
  const known = from.report.exclusions.some(({ id }) => id === excludedBy);
  return known && excludedBy !== null ? [{ href: `#${from.uuid('resource', 'exclusion', excludedBy)}`, rel: 'reference' }] : [];
}
