import type { ControlReport } from '../../program-report.ts';
import { anythingPassed, checkSentence, controlSentence } from '../sentences.ts';
import { origins } from './assessment-assets.ts';
import type { OscalFrom } from './from.ts';
import { checkObservationId, exceptionId } from './observations.ts';
import { controlId, type OscalObject, props, prose, token, told } from './vocabulary.ts';

/** One finding for each control. */
export function findings(from: OscalFrom): readonly OscalObject[] {
  return from.report.controls.map((control) => finding(from, control));
}

function finding(from: OscalFrom, control: ControlReport): OscalObject {
  const { id, version, title, promise, outcome, by, adopted, criteria, parts, exceptions } = control;
  const listed = exceptions.map((exception) => ({ control, exception }));
  const ofChecks = parts.flatMap((part) => part.checks.map((check) => checkObservationId(from, control, part, check)));
  const ofExceptions = listed.map((one) => exceptionId(from, 'observation', one));
  return told({
    uuid: from.uuid('finding', id),
    title: prose(title),
    description: prose([controlSentence(control), ...results(control)].join(' ')),
    props: props({
      control: id,
      'control-version': version,
      state: outcome,
      'seen-by': by,
      adopted,
      criterion: criteria.map(({ criterion }) => controlId(criterion)),
    }),
    origins: origins(from),
    target: { type: 'objective-id', 'target-id': token(id), description: prose(promise), status: status(control) },
    'related-observations': [...ofChecks, ...ofExceptions].map((observation) => ({ 'observation-uuid': observation })),
    'related-risks': listed.map((one) => ({ 'risk-uuid': exceptionId(from, 'risk', one) })),
  });
}

function results({ parts }: ControlReport): readonly string[] {
  return parts.flatMap(({ version, checks }) =>
    checks.map((check) => (parts.length === 1 ? `${checkSentence(check)}.` : `Version ${version}: ${checkSentence(check)}.`)),
  );
}

/** OSCAL knows two states. Only what passed is satisfied; what is unknown or did not occur is not, and says so beside it. */
function status(control: ControlReport): OscalObject {
  switch (control.outcome === 'pass' && !anythingPassed(control) ? 'nothing-tested' : control.outcome) {
    case 'pass':
      return { state: 'satisfied', reason: 'pass' };
    case 'fail':
      return { state: 'not-satisfied', reason: 'fail' };
    default:
      return { state: 'not-satisfied', reason: 'other', remarks: `${controlSentence(control)} OSCAL has no state for that.` };
  }
}
