import type { ExceptionReport, ManagementResponse } from '../../program-report.ts';
import { checksOf, type ListedException } from '../listed-exceptions.ts';
import { exclusionLinks } from './exclusions.ts';
import type { OscalFrom } from './from.ts';
import { exceptionId } from './observations.ts';
import { dateTime, endOfDue, type OscalObject, props, prose, told } from './vocabulary.ts';

/** What an exception leaves open: the promise that was not kept for the item, until when it is to be mended, and what management answers. */
export function risk(from: OscalFrom, listed: ListedException): OscalObject {
  const { control, exception } = listed;
  const { response } = exception;
  return told({
    uuid: exceptionId(from, 'risk', listed),
    title: prose(riskTitle(listed)),
    description: prose(exception.because),
    statement: `For this item it was not as promised: ${prose(control.promise)}`,
    props: props({ control: control.id, check: exception.check, item: exception.item, repeats: exception.repeats }),
    links: exclusionLinks(from, exception),
    status: riskStatus(exception),
    deadline: endOfDue(response?.due ?? null, from.report.period.zone) ?? dateTime(exception.due),
    remediations: response === null ? undefined : [remediation(from, listed, response)],
    'related-observations': [{ 'observation-uuid': exceptionId(from, 'observation', listed) }],
  });
}

export function riskTitle({ control, exception }: ListedException): string {
  const check = checksOf([control]).get(exception.check)?.title ?? exception.check;
  return `${check}: ${exception.title}`;
}

function riskStatus({ excludedBy, until, response }: ExceptionReport): string {
  if (excludedBy !== null) return 'deviation-approved';
  if (until !== null) return 'closed';
  return response?.action == null ? 'open' : 'remediating';
}

/** What management answers. Where something is to be done, it is a milestone, due at the end of its day. */
function remediation(from: OscalFrom, listed: ListedException, { cause, response, action, due, by, at }: ManagementResponse): OscalObject {
  return told({
    uuid: exceptionId(from, 'remediation', listed),
    lifecycle: action === null ? 'completed' : 'planned',
    title: 'Response of management',
    description: prose(response),
    props: props({ cause, 'responded-by': by, 'responded-at': at }),
    tasks: action === null ? undefined : [milestone(from, listed, action, due)],
  });
}

function milestone(from: OscalFrom, listed: ListedException, action: string, due: string | null): OscalObject {
  const date = endOfDue(due, from.report.period.zone);
  return told({
    uuid: exceptionId(from, 'milestone', listed),
    type: 'milestone',
    title: prose(action),
    props: props({ due }),
    timing: date === undefined ? undefined : { 'on-date': { date } },
  });
}
