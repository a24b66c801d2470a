import type { CheckReport, ControlReport } from '../../program-report.ts';
import { checksOf } from '../listed-exceptions.ts';
import { assessmentAssets, methodOf } from './assessment-assets.ts';
import { metadata, neededPeriod, type OscalFrom } from './from.ts';
import { importSystemPlan, noSystemPlan } from './no-system-plan.ts';
import { reviewedControls, selection } from './reviewed-controls.ts';
import { controlId, type OscalObject, props, prose, token, told } from './vocabulary.ts';

const REMARKS =
  'Which controls are tested over which period, and by which checks. A check asks its question of every item of its population; nothing is sampled.';

/** The audit: its period, the controls with their objectives, a task for each control, an activity for each check. */
export function assessmentPlan(from: OscalFrom): OscalObject {
  const { controls, period } = from.report;
  return told({
    uuid: from.uuid('document', 'assessment-plan'),
    metadata: metadata(from, `Tests of controls, ${period.first} to ${period.last}`, REMARKS),
    'import-ssp': importSystemPlan(from),
    'local-definitions': told({
      'objectives-and-methods': controls.flatMap(objective),
      activities: [...checksOf(controls).values()].map((check) => activity(from, check)),
    }),
    'reviewed-controls': reviewedControls(from),
    'assessment-subjects': [everyItem('Every item of every population that a check asks about.')],
    'assessment-assets': assessmentAssets(from),
    tasks: controls.map((control) => task(from, control)),
    'back-matter': { resources: [noSystemPlan(from)] },
  });
}

function everyItem(description: string): OscalObject {
  return { type: 'inventory-item', description, 'include-all': {} };
}

/** What a control promises, as an objective. OSCAL lets it stand under one criterion, so it stands under the first and names them all. */
function objective({ id, promise, criteria }: ControlReport): readonly OscalObject[] {
  const ids = criteria.map(({ criterion }) => controlId(criterion));
  return ids.slice(0, 1).map((first) => ({
    'control-id': first,
    description: prose(promise),
    parts: [{ id: token(id), name: 'assessment-objective', props: props({ control: id, criterion: ids }), prose: prose(promise) }],
  }));
}

function activity(from: OscalFrom, { check, version, title, asks, population, by }: CheckReport): OscalObject {
  const asking = from.report.controls.filter((control) => isAskedBy(check, control));
  return {
    uuid: from.uuid('activity', check),
    title: prose(title),
    description: prose(asks),
    props: [{ name: 'method', value: methodOf(by) }, ...props({ check, 'check-version': version, population })],
    'related-controls': { 'control-selections': [selection(asking)] },
  };
}

function isAskedBy(check: string, control: ControlReport): boolean {
  return checksOf([control]).has(check);
}

function task(from: OscalFrom, control: ControlReport): OscalObject {
  const checks = [...checksOf([control]).values()];
  return told({
    uuid: from.uuid('task', control.id),
    type: 'action',
    title: prose(control.title),
    description: prose(control.promise),
    props: props({ control: control.id }),
    timing: { 'within-date-range': neededPeriod(from) },
    'associated-activities': checks.map(({ check, population }) => ({
      'activity-uuid': from.uuid('activity', check),
      subjects: [everyItem(`Every item of the population ${prose(population)}.`)],
    })),
    remarks: checks.length === 0 ? 'No check asks whether it operated.' : undefined,
  });
}
