import type { CheckReport, ControlPart, ControlReport } from '../../program-report.ts';
import { checksOf, type ListedException, listedExceptions } from '../listed-exceptions.ts';
import { checkSentence } from '../sentences.ts';
import { methodOf, origins } from './assessment-assets.ts';
import type { OscalFrom } from './from.ts';
import { neededDateTime, type OscalObject, props, prose, told } from './vocabulary.ts';

/** What a check said over one part of a control: how many of what was tested failed, and how much is unknown. */
export function checkObservation(from: OscalFrom, control: ControlReport, part: ControlPart, check: CheckReport): OscalObject {
  const { items, pass, fail, unknown, notOwed, excluded, rate } = check;
  return {
    uuid: checkObservationId(from, control, part, check),
    title: prose(check.title),
    description: prose(`${check.asks} ${checkSentence(check)}.`),
    props: props({
      control: control.id,
      'control-version': part.version,
      check: check.check,
      'check-version': check.version,
      population: check.population,
      from: part.from,
      until: part.until,
      state: check.outcome,
      items,
      pass,
      fail,
      unknown,
      'not-owed': notOwed,
      excluded,
      measure: rate.measure,
      failed: rate.failed,
      tested: rate.tested,
      'rate-unknown': rate.unknown,
    }),
    methods: [methodOf(check.by)],
    types: ['control-objective'],
    origins: origins(from),
    collected: neededDateTime(from.report.period.horizon),
  };
}

export function checkObservationId(from: OscalFrom, control: ControlReport, part: ControlPart, check: CheckReport): string {
  return from.uuid('observation', 'check', control.id, part.from, check.check);
}

/** One exception: the item, the span in which it failed, and why. */
export function exceptionObservation(from: OscalFrom, listed: ListedException): OscalObject {
  const { control, exception } = listed;
  const span = props({ check: exception.check, item: exception.item, from: exception.from, until: exception.until ?? 'open at the horizon' });
  const title = prose(exception.title);
  return {
    uuid: exceptionId(from, 'observation', listed),
    title,
    description: prose(exception.because),
    props: [
      ...props({ control: control.id, state: 'fail', 'excluded-by': exception.excludedBy, repeats: exception.repeats, due: exception.due }),
      ...span,
    ],
    methods: [methodOf(checksOf([control]).get(exception.check)?.by)],
    types: ['finding'],
    origins: origins(from),
    subjects: [{ 'subject-uuid': itemId(from, exception.item), type: 'inventory-item', title }],
    'relevant-evidence': [{ description: 'The item and the span in which it failed, by which the audit package holds the facts.', props: span }],
    collected: neededDateTime(from.report.period.horizon),
  };
}

/** The id of what stands for an exception: its observation, its risk, or what is built on them. */
export function exceptionId(from: OscalFrom, what: string, { control, exception }: ListedException): string {
  return from.uuid(what, 'exception', control.id, exception.check, exception.item, exception.from);
}

function itemId(from: OscalFrom, item: string): string {
  return from.uuid('item', item);
}

/** The items that exceptions are about, each once. */
export function inventoryItems(from: OscalFrom, exceptions: readonly ListedException[]): readonly OscalObject[] {
  const items = new Map(exceptions.map(({ exception }) => [exception.item, exception]));
  return [...items.values()].map(({ item, title }) => told({ uuid: itemId(from, item), description: prose(title), props: props({ item }) }));
}

/** Every observation of the assessment: those of the checks, then the exceptions. */
export function observations(from: OscalFrom): readonly OscalObject[] {
  const { controls } = from.report;
  const ofChecks = controls.flatMap((control) =>
    control.parts.flatMap((part) => part.checks.map((check) => checkObservation(from, control, part, check))),
  );
  return [...ofChecks, ...listedExceptions(from.report).map((listed) => exceptionObservation(from, listed))];
}
