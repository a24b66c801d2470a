import { dateAt, zone as zoneOf } from '../../kernel/calendar.ts';
import { parseInstant, plus } from '../../kernel/time.ts';
import type { ControlReport, DocumentReport, RecordReport, Upcoming } from '../program-report.ts';
import { criterionLink } from './control-links.ts';
import { type Html, html, named, nothing } from './html.ts';
import { dateText } from './instants.ts';
import { type MarkName, mark } from './marks.ts';
import type { Site } from './page.ts';
import { section } from './parts.ts';
import { figure } from './wording.ts';

/** The records that it promises: how often, how many fell due, how many were missed. */
export function recordsSection({ records }: ControlReport): Html {
  if (records.length === 0) return nothing;
  const head = html`<thead><tr><th></th><th>Record</th><th>Every</th><th class="r">Due</th><th class="r">Missed</th></tr></thead>`;
  return section('Records', 'that fell due', html`<table class="records">${head}<tbody>${records.map(recordRow)}</tbody></table>`);
}

function recordRow({ title, every, due, missed }: RecordReport): Html {
  const name: MarkName = missed > 0 ? 'fail' : due === 0 ? 'no-items' : 'pass';
  const lost = missed > 0 ? html`<b class="fail">${figure(missed)}</b>` : 'none';
  return html`<tr><td>${mark(name)}</td><th scope="row">${title}</th><td>${every}</td><td class="r">${due === 0 ? 'none' : figure(due)}</td><td class="r">${lost}</td></tr>
`;
}

const documentWords: Readonly<Record<DocumentReport['status'], string>> = {
  adopted: 'adopted',
  draft: 'a draft, adopted by nobody',
  absent: 'no such policy is known',
};

/** The policies that state it, and whether somebody adopted them. */
export function documentsSection({ documents }: ControlReport): Html {
  if (documents.length === 0) return nothing;
  const rows = documents.map(
    ({ id, status, version }) =>
      html`<li><span class="lead">${mark(status === 'adopted' ? 'pass' : 'no-items')}</span><div><span class="mono">${id}</span><p>${documentWords[status]}${version !== null && `, version ${version}`}</p></div></li>
`,
  );
  return section('Documents that state it', '', html`<ul class="list wide">${rows}</ul>`);
}

/** What will fail next unless somebody acts, the next first. */
export function upcomingSection({ summary }: Site, { upcoming }: ControlReport): Html {
  if (upcoming.length === 0) return nothing;
  const inZone = zoneOf(summary.period.zone);
  const dueOn = ({ at }: Upcoming) => dateAt(plus(parseInstant(at), -1), inZone);
  const once = new Map(upcoming.map((one) => [`${dueOn(one)} ${one.title}`, one]));
  const rows = [...once.values()].map(
    (one) => html`<li><span class="lead">${dateText(dueOn(one))}</span><div>${named(one.title)}</div></li>
`,
  );
  return section('Falls due next', 'by the end of the day', html`<ul class="list dated">${rows}</ul>`);
}

/** Which criteria it serves, with the reason of each. */
export function criteriaServed(path: string, criteria: ControlReport['criteria']): Html {
  const rows = criteria.map(
    (one) => html`<li><span class="lead">${criterionLink(path, one.criterion)}</span><p>${one.reason}</p></li>
`,
  );
  return section('Criteria it serves, and why', '', html`<ul class="list criteria">${rows}</ul>`);
}
