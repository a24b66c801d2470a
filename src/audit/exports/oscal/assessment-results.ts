import { listedExceptions } from '../listed-exceptions.ts';
import { assessmentAssets } from './assessment-assets.ts';
import { exclusionResources } from './exclusions.ts';
import { findings } from './findings.ts';
import { files, metadata, type OscalFrom } from './from.ts';
import { inventoryItems, observations } from './observations.ts';
import { reviewedControls } from './reviewed-controls.ts';
import { risk } from './risks.ts';
import { unseenEntries } from './unseen.ts';
import { neededDateTime, type OscalObject, told } from './vocabulary.ts';

const REMARKS =
  'Satisfied means that no check failed, none is unknown, and at least one passed. OSCAL has two states only: what is unknown, did not occur or was not tested stands as not satisfied, with the state that Tickmark gave it as a property.';

/** What the checks found over the period, as one result. */
export function assessmentResults(from: OscalFrom): OscalObject {
  const { period } = from.report;
  const resources = exclusionResources(from);
  return told({
    uuid: from.uuid('document', 'assessment-results'),
    metadata: metadata(from, `Results, ${period.first} to ${period.last}`, REMARKS),
    'import-ap': { href: files.assessmentPlan },
    results: [result(from)],
    'back-matter': resources.length === 0 ? undefined : { resources },
  });
}

function result(from: OscalFrom): OscalObject {
  const { period } = from.report;
  const exceptions = listedExceptions(from.report);
  const unseen = unseenEntries(from);
  return told({
    uuid: from.uuid('result'),
    title: `Results from ${period.first} to ${period.last}, ${period.zone}`,
    description: 'Each check, asked of every item of its population over the whole period up to the last look.',
    start: neededDateTime(period.from),
    end: neededDateTime(period.horizon),
    'local-definitions': told({ 'inventory-items': inventoryItems(from, exceptions), 'assessment-assets': assessmentAssets(from) }),
    'reviewed-controls': reviewedControls(from),
    'assessment-log': unseen.length === 0 ? undefined : { entries: unseen },
    observations: observations(from),
    risks: exceptions.map((one) => risk(from, one)),
    findings: findings(from),
  });
}
