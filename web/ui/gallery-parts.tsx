import { useState } from 'react';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';
import { CodeBlock } from './code-block.tsx';
import { Copyable } from './copy.tsx';
import { DataTable, type Sorting } from './data-table.tsx';
import { Empty } from './empty.tsx';
import { manySpans, now, on, period, weeks } from './gallery-data.ts';
import { Lens } from './lens.tsx';
import { List } from './list.tsx';
import { Day, DayRange, Moment } from './moment.tsx';
import { Note } from './note.tsx';
import { Crumbs } from './page-head.tsx';
import { ProblemNote } from './problem.tsx';
import { ProofPath } from './proof-path.tsx';
import { Properties } from './properties.tsx';
import { Columns, Section } from './section.tsx';
import { Said, Sheet, SheetColumns, SheetPart } from './sheet.tsx';
import { Outcome, StateMark } from './state-mark.tsx';
import { Strip } from './strip.tsx';
import { StripEvents } from './strip-events.tsx';
import { Tabs } from './tabs.tsx';
import { Timeline, TimelineGroup, TimelineRow } from './timeline.tsx';
import { Untrusted, UntrustedLink } from './untrusted.tsx';
import { Waiting } from './waiting.tsx';
import { WeekBars } from './week-bars.tsx';

const leavers = [
  { name: 'Dario Fenn', team: 'Platform', day: '2026-09-18', doors: 7, state: 'fail', says: '9 d 21 h past the limit, open' },
  { name: 'Lotte Brandt', team: 'Sales', day: '2026-08-31', doors: 5, state: 'pass', says: 'last door after 3 h 10 min' },
  { name: 'Piotr Zając', team: 'Data', day: '2026-03-13', doors: 6, state: 'unknown', says: 'GitHub was not observed until 13 Mar, 11:22' },
] as const;

/** Timelines of an overview and of one change, and what stands beside them. */
export function DashboardRows() {
  const [sort, setSort] = useState<Sorting>({ by: 'day', down: true });
  return (
    <div className="sec">
      <Columns
        side={
          <>
            <Section title="Will fail next" note="if nobody acts" strong>
              <List
                entries={[
                  {
                    key: 'a',
                    lead: '3 d',
                    soon: 'fail',
                    title: 'Access review of AWS production, Q3',
                    href: '#',
                    text: 'Due Fri 2 Oct. 6 of 41 grants decided.',
                  },
                  {
                    key: 'b',
                    lead: '9 d',
                    soon: 'unknown',
                    title: 'Slack forgets 9 July',
                    href: '#',
                    text: 'The source keeps 90 days. 312 events not yet collected.',
                  },
                  { key: 'c', lead: '24 d', title: 'Restore drill, Q4', href: '#', text: 'Late in Q2. Nobody is assigned.' },
                ]}
              />
            </Section>
            <Section title="Findings" note="7 attributes" strong>
              <List
                marks
                entries={[
                  { key: 'c', lead: { state: 'fail' }, title: 'C · Approval covers all', text: 'Nobody else had said yes to it at 17:03.' },
                  { key: 'b', lead: { state: 'pass' }, title: 'B · Approved by another', text: 'Ines Carvalho, 1 h 37 min before it landed.' },
                  { key: 'g', lead: { state: 'not-owed' }, title: 'G · Secrets scanned', text: 'Not owed before 1 April.' },
                ]}
              />
            </Section>
            <Section title="About this check" strong>
              <Properties
                properties={[
                  { name: 'Setting', value: 'At least 1 approval; open for at most 4 h' },
                  { name: 'Comes from', value: <a href="#policy">Secure Development Policy v4, §3.2</a> },
                  {
                    name: 'Criteria',
                    value: (
                      <>
                        <Chip href="#">CC8.1</Chip> <Chip>CC6.8</Chip>
                      </>
                    ),
                  },
                  { name: 'Period', value: <DayRange first="2026-01-01" last="2026-12-31" /> },
                  { name: 'From outside', value: <Untrusted text={'invoice\u202Egpj.exe <b>bold</b>\u200b'} /> },
                  { name: 'Link', value: <UntrustedLink address="javascript:alert(1)" text="see here" /> },
                  {
                    name: 'Hash',
                    value: (
                      <Copyable text="8f3c61d20b7745c9e1aa90374f6d2285" of="hash">
                        8f3c61d2…2285
                      </Copyable>
                    ),
                  },
                ]}
              />
              <div style={{ height: 12 }} />
              <Note edge="fail" lead="A midnight snapshot would have missed the push.">
                It would count 3 failing days and no change inside them.
              </Note>
              <div style={{ height: 12 }} />
              <Note edge="unknown" lead="11 Mar 07:12 – 13 Mar 11:22.">
                Token revoked. 14 changes landed in it.
              </Note>
            </Section>
          </>
        }
      >
        <Timeline label="The period on one axis" axis={period} now={now}>
          <TimelineRow label="Observed, week by week" figure={<b>97.1 %</b>} tall>
            <WeekBars
              weeks={weeks}
              label="Share of item-time observed in each week"
              after={{ at: now, lead: '29 Sep, day 272', text: '93 days left' }}
            />
          </TimelineRow>
          <TimelineGroup title="Controls by criteria" note="worst state of any control in the series" />
          <TimelineRow
            label={
              <>
                <b>CC6</b> Logical access
              </>
            }
            figure={
              <>
                7 of 8 <StateMark state="fail" label="open exception" />
              </>
            }
          >
            <Strip
              name="CC6"
              spans={[
                { from: period.from, until: on('2026-05-04'), state: 'pass' },
                { from: on('2026-05-04'), until: on('2026-05-09'), state: 'fail' },
                { from: on('2026-05-09'), until: on('2026-09-19'), state: 'pass' },
                { from: on('2026-09-19'), until: now, state: 'fail', open: true },
              ]}
            />
          </TimelineRow>
          <TimelineRow
            label={
              <>
                <b>CC7</b> 20,000 spans
              </>
            }
            figure="canvas"
          >
            <CanvasStrip />
          </TimelineRow>
          <TimelineGroup title="Exceptions this period" note="repair ends one, nothing erases it" />
          <TimelineRow
            label={
              <>
                <b>CC6.2</b> ACC-07
              </>
            }
            figure={<b className="fail">9 d 21 h</b>}
          >
            <Strip
              name="ACC-07"
              spans={[{ from: on('2026-09-19'), until: now, state: 'fail', open: true }]}
              says={{
                at: on('2026-09-19'),
                until: now,
                content: (
                  <a className="q" href="#x">
                    Leaver’s token still opens harbourlight
                  </a>
                ),
              }}
            />
          </TimelineRow>
        </Timeline>
        <OneChange />
        <Section title="Leavers this period" note="11 items: 9 pass, 1 fail, 1 unknown" strong>
          <DataTable
            label="Leavers"
            rows={leavers}
            rowKey={(row) => row.name}
            rowHref={() => '#leaver'}
            selected="Dario Fenn"
            sort={sort}
            onSort={setSort}
            columns={[
              { key: 'name', head: 'Person', cell: (row) => row.name, sorts: true },
              { key: 'team', head: 'Team', cell: (row) => <span className="s2">{row.team}</span>, wideOnly: true },
              { key: 'day', head: 'Last day', cell: (row) => <Day day={row.day} />, sorts: true, nowrap: true },
              { key: 'doors', head: 'Doors', cell: (row) => row.doors, align: 'right' },
              { key: 'outcome', head: 'Outcome', cell: (row) => <Outcome state={row.state}>{row.says}</Outcome> },
            ]}
          />
        </Section>
        <Section title="Nothing here">
          <Empty says="No leavers since 1 January." from="Okta has been observed for all 272 days." next={<Button href="#">See who joined</Button>}>
            <Timeline label="Leavers" axis={period} now={now} head={{ label: 'Leaver', figure: 'After last day' }} />
          </Empty>
        </Section>
        <Section title="Refused, and waiting">
          <div style={{ height: 10 }} />
          <ProblemNote
            problem={{ detail: 'Nothing is known yet: no look has ended.', code: 'view/nothing-known', request: '01JD7Q' }}
            onRetry={() => undefined}
          />
          <Waiting request="GET /api/v1/controls" progress="4,200 of 18,000 items judged" />
          <CodeBlock of="command" text={'tickmark check change/branch-refuses-unreviewed-push \\\n  --item github/branch/infra-live:release'} />
        </Section>
      </Columns>
    </div>
  );
}

function CanvasStrip() {
  const [spans] = useState(() => manySpans(20_000));
  const [selected, select] = useState<string>();
  return (
    <Strip name="20,000 spans" spans={spans} selected={selected} onSelect={(span) => select(span === undefined ? undefined : String(span.from))} />
  );
}

function OneChange() {
  const axis = { from: on('2026-08-19', 6), until: on('2026-08-22') };
  const near = { from: on('2026-08-20', 15), until: on('2026-08-20', 17.5) };
  const head = on('2026-08-20', 16.8);
  const landed = on('2026-08-20', 17.05);
  return (
    <Section title="One change" note="a lens for what is too small">
      <Timeline label="One change" axis={axis} window={near} labelWidth={104} figureWidth={20}>
        <TimelineRow label="Commits">
          <Strip name="Commits" spans={[]}>
            <StripEvents
              events={[
                { at: on('2026-08-19', 14.5) },
                { at: on('2026-08-20', 9), label: '3 commits', side: 'left' },
                { at: head, kind: 'bad', label: <b className="fail">f3c80a2</b> },
              ]}
            />
          </Strip>
        </TimelineRow>
        <TimelineRow label="Pull request">
          <Strip name="Pull request" spans={[]}>
            <StripEvents
              lines={[{ from: on('2026-08-20', 10), until: landed }]}
              events={[
                { at: on('2026-08-20', 10), label: 'opened 10:02', side: 'left' },
                { at: landed, kind: 'bad', label: 'merged 17:03' },
              ]}
            />
          </Strip>
        </TimelineRow>
      </Timeline>
      <Lens
        title="15:00 – 17:30, the two and a half hours that decide it"
        label="One change, near"
        axis={near}
        labelWidth={88}
        figureWidth={20}
        marks={[{ at: landed, label: 'landed', kind: 'limit' }]}
      >
        <TimelineRow label="Approval" tall>
          <Strip
            name="Approval"
            spans={[
              { from: on('2026-08-20', 15.43), until: head, state: 'pass' },
              { from: head, until: landed, state: 'fail' },
            ]}
          />
        </TimelineRow>
      </Lens>
    </Section>
  );
}

/** One sheet of evidence, and the tabs over it. */
export function EvidenceExample() {
  return (
    <div className="sec" id="evidence">
      <Tabs
        label="Evidence"
        current="sheet"
        tabs={[
          { key: 'sheet', title: 'Sheet', href: '#sheet' },
          { key: 'versions', title: 'Versions', href: '#versions' },
        ]}
      />
      <div className="evbar">
        <Crumbs crumbs={[{ text: 'Evidence', href: '#' }, { text: 'E-2026-018842' }]} />
        <span className="fill" />
        <Button onClick={() => window.print()}>Print</Button>
      </div>
      <Sheet
        title="Protection of tidewater-api main"
        sub="One version of one fact: from 12 to 24 August 2026 an approval survived a new commit."
        id="E-2026-018842"
        organization="Harbourlight (demo)"
        foot={[
          <span key="verify">
            Verify without us: <span className="mono">tickmark verify E-2026-018842.json</span>
          </span>,
          'Seen as of 29 Sep 2026, 12:20:41 UTC by R. Cobb, auditor',
          'Example',
        ]}
      >
        <SheetColumns>
          <SheetPart title="Where it comes from">
            <Properties
              properties={[
                { name: 'Request', value: 'GET /repos/harbourlight/tidewater-api/branches/main/protection', mono: true },
                { name: 'Answer', value: '200, 1,918 bytes' },
                { name: 'Collected', value: <Moment at="2026-08-12T09:15:07Z" utc="both" /> },
              ]}
            />
          </SheetPart>
          <SheetPart title="Seal">
            <p className="verdict pass">
              <StateMark state="pass" label="" />
              Included, checked in this browser
            </p>
            <Properties properties={[{ name: 'Leaf', value: '1,204,318 of 1,911,602' }]} />
            <ProofPath
              checked
              leaf="8f3c61d20b7745c9e1aa90374f6d2285a91e"
              root="d41f8e900b7745c9e1aa90374f6d22857c36"
              path={Array.from({ length: 21 }, (_, index) => `${index}c0a4be170b7745c9e1aa90374f6d3f52`)}
            />
          </SheetPart>
        </SheetColumns>
        <SheetPart title="What it says" note="marked: the field a check reads. Evidence carries no verdict">
          <Said
            fields={[
              { key: 'count', name: 'Approvals needed before merge', value: '1' },
              { key: 'stale', name: 'A new commit cancels earlier approvals', value: 'No', read: true },
              { key: 'owners', name: 'Code owners must approve', value: 'Yes' },
            ]}
          />
        </SheetPart>
        <SheetPart title="What was received" note="in the order received">
          <CodeBlock of="response" text={'{\n  "required_pull_request_reviews": {\n    "dismiss_stale_reviews": false\n  }\n}'} />
        </SheetPart>
      </Sheet>
    </div>
  );
}
