import { type ListedException, listedExceptions } from '../listed-exceptions.ts';
import { assessmentAssets, origins } from './assessment-assets.ts';
import { exclusionResources } from './exclusions.ts';
import { metadata, type OscalFrom } from './from.ts';
import { importSystemPlan, noSystemPlan } from './no-system-plan.ts';
import { exceptionId, exceptionObservation, inventoryItems } from './observations.ts';
import { risk, riskTitle } from './risks.ts';
import { type OscalObject, props, prose, told } from './vocabulary.ts';

const REMARKS = 'What was open at the horizon, and every exception to which management has answered.';

/** What is open, and what management answered, with its milestones. Null where there is neither: OSCAL knows no plan without items. */
export function planOfAction(from: OscalFrom): OscalObject | null {
  const listed = listedExceptions(from.report).filter(({ exception }) => exception.until === null || exception.response !== null);
  if (listed.length === 0) return null;
  return told({
    uuid: from.uuid('document', 'plan-of-action-and-milestones'),
    metadata: metadata(from, `Exceptions and what is done about them, ${from.report.organization.name}`, REMARKS),
    'import-ssp': importSystemPlan(from),
    'local-definitions': { 'inventory-items': inventoryItems(from, listed), 'assessment-assets': assessmentAssets(from) },
    observations: listed.map((one) => exceptionObservation(from, one)),
    risks: listed.map((one) => risk(from, one)),
    'poam-items': listed.map((one) => item(from, one)),
    'back-matter': { resources: [noSystemPlan(from), ...exclusionResources(from)] },
  });
}

function item(from: OscalFrom, listed: ListedException): OscalObject {
  const { control, exception } = listed;
  return told({
    uuid: exceptionId(from, 'poam-item', listed),
    title: prose(riskTitle(listed)),
    description: prose(exception.because),
    props: props({
      control: control.id,
      check: exception.check,
      item: exception.item,
      open: exception.until === null,
      'excluded-by': exception.excludedBy,
    }),
    origins: origins(from),
    'related-observations': [{ 'observation-uuid': exceptionId(from, 'observation', listed) }],
    'related-risks': [{ 'risk-uuid': exceptionId(from, 'risk', listed) }],
  });
}
