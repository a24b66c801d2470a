import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer, useWord } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { DayRange, Moment, ZoneProvider } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import './audit.css';
import { AssessNow } from './audit-assess.tsx';
import { Drafts } from './audit-drafts.tsx';
import { OpenEngagement } from './audit-open.tsx';
import { Packages } from './audit-packages.tsx';

type Answer = AnswerOf<'GET /audits'>;
type Audit = Answer['rows'][number];
type Engagement = Audit['engagements'][number];

/** What is examined, what was sealed of it, with whom, and what is handed over. */
export default function AuditPage() {
  const audits = useAnswer('GET /audits');
  const [picked] = useWord('of');
  const [opening, setOpening] = useWord('open');
  const selected = audits.rows.find((one) => one.id === picked) ?? audits.rows[0];
  const engagements = audits.rows.flatMap((one) => one.engagements);
  return (
    <ZoneProvider zone={audits.zone}>
      <PageHead
        title={titleOf(audits)}
        sub="An assessment seals what was judged. An engagement freezes populations of it by their hash, for an auditor’s samples and marks. A package hands everything over, and verifies offline."
        actions={
          <Button
            main
            onClick={() => setOpening('true')}
            disabledReason={selected === undefined ? 'The records name no audit yet: write one into records/scope.yaml.' : undefined}
          >
            Open an engagement
          </Button>
        }
      />
      <Columns
        side={
          opening === 'true' ? (
            <OpenEngagement audits={audits} chosen={selected?.id} onDone={() => setOpening(undefined)} />
          ) : (
            selected !== undefined && <Drafts key={selected.id} audit={selected} drafts={audits.drafts} />
          )
        }
      >
        <Section title="Audits" note="that the program names" strong>
          <Audits rows={audits.rows} selected={selected?.id} />
          {selected !== undefined && <AssessNow key={selected.id} audit={selected} />}
        </Section>
        <Section title="Engagements" note={counted(engagements.length, 'engagement')} id="engagements">
          <Engagements rows={engagements} />
        </Section>
        {selected !== undefined && <Packages key={selected.id} audit={selected} />}
      </Columns>
    </ZoneProvider>
  );
}

function titleOf({ rows }: Answer): string {
  if (rows.length === 0) return 'The program names no audit yet.';
  const unsealed = rows.filter((one) => one.newest === null && one.stands !== 'ahead');
  const engaged = rows.flatMap((one) => one.engagements);
  const waiting = engaged.reduce((sum, one) => sum + one.waiting, 0);
  const first =
    unsealed.length === 0
      ? `${counted(rows.length, 'audit')}, ${rows.length === 1 ? 'it is' : 'each'} assessed and sealed`
      : `${unsealed.length} of ${counted(rows.length, 'audit')} not assessed yet`;
  if (engaged.length === 0) return `${first}; no auditor is engaged.`;
  return `${first}; ${waiting === 0 ? 'no request of an auditor waits' : `${counted(waiting, 'request')} of auditors ${waiting === 1 ? 'waits' : 'wait'}`}.`;
}

const standWords: Readonly<Record<Audit['stands'], string>> = { ahead: 'still to come', running: 'running', over: 'over' };

function Audits({ rows, selected }: { rows: readonly Audit[]; selected: string | undefined }) {
  return (
    <DataTable
      label="Audits"
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/audit?of=${encodeURIComponent(row.id)}`}
      selected={selected}
      columns={[
        { key: 'id', head: 'Audit', cell: (row) => <Untrusted text={row.id} mono /> },
        { key: 'type', head: 'Type', width: 56, nowrap: true, cell: (row) => row.type },
        { key: 'days', head: 'Days', width: 190, nowrap: true, cell: (row) => <DayRange first={row.first} last={row.last} /> },
        { key: 'stands', head: 'Stands', width: 92, nowrap: true, cell: (row) => standWords[row.stands] },
        {
          key: 'newest',
          head: 'Newest assessment',
          width: 190,
          cell: (row) =>
            row.newest === null ? (
              <span className="n">none</span>
            ) : (
              <>
                <Go href={`/evidence/${row.newest.leaf}`}>entry {row.newest.leaf.toLocaleString('en-US')}</Go>
                <span className="n">
                  {' '}
                  up to <Moment at={row.newest.horizon} />
                </span>
              </>
            ),
        },
        {
          key: 'controls',
          head: 'Controls',
          width: 150,
          nowrap: true,
          cell: (row) => (row.newest === null ? <span className="n">–</span> : <Outcomes audit={row} controls={row.newest.controls} />),
        },
      ]}
      empty={
        <Empty
          says="The program names no audit."
          from="A Type 1 date or a Type 2 period stands in records/scope.yaml, under audits."
          next={<Go href="/connections">See what is connected</Go>}
        />
      }
    />
  );
}

function Outcomes({ audit, controls }: { audit: Audit; controls: NonNullable<Audit['newest']>['controls'] }) {
  const states = [
    ['pass', controls.pass],
    ['fail', controls.fail],
    ['unknown', controls.unknown],
    ['no-items', controls.noItems],
  ] as const;
  return (
    <span className="tallies">
      {states
        .filter(([, count]) => count > 0)
        .map(([state, count]) => (
          <Go
            key={state}
            href={`/controls?audit=${encodeURIComponent(audit.id)}&state=${state}`}
            className="q"
            label={`${counted(count, 'control')}: ${state}`}
          >
            <StateMark state={state} label="" /> {count}
          </Go>
        ))}
    </span>
  );
}

function Engagements({ rows }: { rows: readonly Engagement[] }) {
  return (
    <DataTable
      label="Engagements"
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/audit/${encodeURIComponent(row.id)}`}
      columns={[
        { key: 'id', head: 'Engagement', width: 130, cell: (row) => <Untrusted text={row.id} mono /> },
        { key: 'firm', head: 'Firm', cell: (row) => <Untrusted text={row.firm} /> },
        { key: 'audit', head: 'Audit', width: 130, cell: (row) => <Untrusted text={row.audit} mono /> },
        { key: 'frozen', head: 'Frozen', width: 66, align: 'right', cell: (row) => row.frozen },
        { key: 'samples', head: 'Samples', width: 70, align: 'right', cell: (row) => row.samples },
        { key: 'marks', head: 'Marks', width: 62, align: 'right', cell: (row) => row.marks },
        {
          key: 'requests',
          head: 'Requests',
          width: 104,
          align: 'right',
          cell: (row) => (
            <>
              {row.requests}
              {row.waiting > 0 && <span className="unknown"> · {row.waiting} wait</span>}
            </>
          ),
        },
        {
          key: 'stands',
          head: 'Stands',
          width: 150,
          nowrap: true,
          cell: (row) =>
            row.closed === null ? (
              <>
                since <Moment at={row.openedAt} />
              </>
            ) : (
              <span className="n">
                closed <Moment at={row.closed.at} />
              </span>
            ),
        },
      ]}
      empty={
        <Empty
          says="No auditor is engaged."
          from="An engagement pins the versions of controls and checks, and holds what the auditor freezes, draws, marks and asks for."
          next={<Go href="/audit?open=true">Open an engagement</Go>}
        />
      }
    />
  );
}
