import { criteria } from '../../../controls/criteria.ts';
import type { ControlReport } from '../../program-report.ts';
import type { OscalFrom } from './from.ts';
import { controlId, type OscalObject, prose, token, told } from './vocabulary.ts';

/** The criteria on which the controls of the report bear, and the objectives, one for each control. In scope without a control: said, not passed over. */
export function reviewedControls({ report }: OscalFrom): OscalObject {
  const bare = report.criteria.filter((one) => one.inScope && one.controls.length === 0).map((one) => one.criterion);
  const objectives = report.controls.filter((control) => control.criteria.length > 0).map(({ id }) => ({ 'objective-id': token(id) }));
  return told({
    description: 'The criteria on which a control bears.',
    'control-selections': [selection(report.controls)],
    'control-objective-selections': objectives.length === 0 ? undefined : [{ 'include-objectives': objectives }],
    remarks: bare.length === 0 ? undefined : prose(`In scope, and no control bears on them: ${bare.join(', ')}.`),
  });
}

/** The criteria on which some controls bear. None: all, with all taken out, because OSCAL has no empty selection. */
export function selection(controls: readonly ControlReport[]): OscalObject {
  const bearing = new Set(controls.flatMap((control) => control.criteria.map(({ criterion }) => controlId(criterion))));
  if (bearing.size > 0) return { 'include-controls': selected([...bearing]) };
  return { 'include-all': {}, 'exclude-controls': selected(criteria.map(({ id }) => controlId(id))) };
}

function selected(ids: readonly string[]): readonly OscalObject[] {
  return ids.map((id) => ({ 'control-id': id }));
}
