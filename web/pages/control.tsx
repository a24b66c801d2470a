import { useParams } from '@tanstack/react-router';
import { useAnswer } from '../api.ts';
import { type Judged, useJudged } from '../judged/judged.ts';
import { checkPath } from '../judged/links.ts';
import { counted, percent } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable, type TableColumn } from '../ui/data-table.tsx';
import { type Figure, Figures } from '../ui/figures.tsx';
import { Go } from '../ui/go.tsx';
import { SpanLegend, usualSpans } from '../ui/legend.tsx';
import { Note } from '../ui/note.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { dayAt, daysBetween, dayText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import { ControlDays } from './control-days.tsx';
import { type Control, ControlChecks, ControlExceptions, ControlVersions } from './control-parts.tsx';
import { ControlSide, daysLeft } from './control-side.tsx';
import './controls.css';
import './control.css';

/** One control: what it promises, what was asked of it, and how it stood on every day. */
export default function ControlPage() {
  const { control: id = '' } = useParams({ strict: false });
  const judged = useJudged();
  const control = useAnswer('GET /controls/{control}', { params: { control: id } });
  return (
    <>
      <PageHead
        crumbs={[{ text: 'Controls', href: '/controls' }, { text: <span className="mono">{control.id}</span> }]}
        title={titleOf(control)}
        sub={<Untrusted text={control.promise} />}
        actions={
          <>
            <Button href={`/checks?control=${encodeURIComponent(control.id)}`}>Checks</Button>
            <Button href={`/exceptions?control=${encodeURIComponent(control.id)}`}>Exceptions</Button>
          </>
        }
      />
      <Figures figures={figuresOf(control, judged)} />
      <Columns side={<ControlSide control={control} judged={judged} />}>
        <Section title="Every day of the period" note={`${percent(control.known)} of its time is known`} strong id="days">
          <ControlDays control={control} judged={judged} />
          <SpanLegend entries={usualSpans.filter(([state]) => state !== 'excluded')} />
        </Section>
        <ControlChecks control={control} judged={judged} />
        <ControlExceptions control={control} />
        <ControlVersions control={control} judged={judged} />
        <DocumentsAndRecords control={control} />
      </Columns>
    </>
  );
}

/** `Somebody else approves every change: four exceptions, none open.` */
function titleOf({ title, outcome, exceptions, retired }: Control): string {
  const { open, ended, excluded } = exceptions;
  const all = open + ended;
  const end = retired === null ? '' : `; retired on ${dayText(retired)}`;
  if (all > 0) return `${title}: ${counted(all, 'exception')}, ${open === 0 ? 'none open' : `${open} open`}${end}.`;
  const said = { pass: 'without exceptions', fail: 'has exceptions', unknown: 'not known whole', 'no-items': 'nothing was to be tested' }[outcome];
  return `${title}: ${said}${excluded > 0 ? `, ${excluded} excluded` : ''}${end}.`;
}

function figuresOf(control: Control, judged: Judged): Figure[] {
  const { exceptions, states, next } = control;
  const days = (state: string) => states.filter((one) => one.state === state).reduce((sum, { first, last }) => sum + daysBetween(first, last) + 1, 0);
  const whole = states.reduce((sum, { first, last }) => sum + daysBetween(first, last) + 1, 0);
  return [
    { label: 'Days without exceptions', state: 'pass', value: days('pass').toLocaleString('en-US'), small: `of ${whole} judged`, href: '#days' },
    { label: 'Days on which it failed', state: 'fail', value: days('fail').toLocaleString('en-US'), small: `of ${whole}`, href: '#days' },
    { label: 'Days not known', state: 'unknown', value: days('unknown').toLocaleString('en-US'), small: `of ${whole}`, href: '#days' },
    {
      label: 'Exceptions',
      value: `${exceptions.open} open`,
      small: `${exceptions.ended} ended${exceptions.excluded > 0 ? `, ${exceptions.excluded} excluded` : ''}`,
      href: '#exceptions',
    },
    next === null
      ? { label: 'Falls due next', value: 'Nothing', small: 'within 90 days' }
      : {
          label: 'Falls due next',
          value: `${daysLeft(next.at, judged)} d`,
          small: dayText(dayAt(Date.parse(next.at) - 1, judged.view.period.zone)),
          href: '#due',
        },
  ];
}

type Document = Control['documents'][number];
type RecordDue = Control['records'][number];

const documentColumns: readonly TableColumn<Document>[] = [
  { key: 'id', head: 'Document', cell: (one) => <Untrusted text={one.id} mono /> },
  {
    key: 'status',
    head: 'Status',
    cell: (one) => ({ adopted: 'adopted', draft: 'a draft, adopted by nobody', absent: 'not there' })[one.status],
    tint: (one) => (one.status === 'adopted' ? undefined : 'unknown'),
  },
  { key: 'version', head: 'Version', align: 'right', cell: (one) => one.version ?? '–' },
];

const recordColumns: readonly TableColumn<RecordDue>[] = [
  { key: 'title', head: 'Record', cell: (one) => one.title },
  { key: 'every', head: 'Every', cell: (one) => <Untrusted text={one.every} /> },
  { key: 'due', head: 'Fell due', align: 'right', cell: (one) => one.due },
  {
    key: 'missed',
    head: 'Missed or late',
    align: 'right',
    cell: (one) =>
      one.missed === 0 ? (
        <span className="n">–</span>
      ) : (
        <Go href={`${checkPath(one.check)}?outcome=fail`}>
          {one.missed} <StateMark state="fail" label="" />
        </Go>
      ),
    tint: (one) => (one.missed > 0 ? 'fail' : undefined),
  },
];

function DocumentsAndRecords({ control: { documents, records } }: { control: Control }) {
  return (
    <Section title="Documents and records" id="records">
      {documents.length === 0 && records.length === 0 && (
        <Note>It rests on what systems tell alone: no document states it, and no record is made.</Note>
      )}
      {documents.length > 0 && (
        <DataTable
          label="Documents that state it"
          columns={documentColumns}
          rows={documents}
          rowKey={(one) => one.id}
          rowHref={(one) => (one.status === 'absent' ? undefined : `/policies/${encodeURIComponent(one.id)}`)}
        />
      )}
      {records.length > 0 && (
        <DataTable
          label="Records that it promises"
          columns={recordColumns}
          rows={records}
          rowKey={(one) => one.id}
          rowHref={(one) => checkPath(one.check)}
        />
      )}
    </Section>
  );
}
