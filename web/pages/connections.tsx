import { useState } from 'react';
import { useAction, useAnswer } from '../api.ts';
import { counted, percent } from '../judged/outcome-words.ts';
import { WorkProgress } from '../judged/work-progress.tsx';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { SpanLegend } from '../ui/legend.tsx';
import { List } from '../ui/list.tsx';
import { DurationText, Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { Strip } from '../ui/strip.tsx';
import { Timeline, TimelineRow } from '../ui/timeline.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import './connect.css';
import { Forgetting } from './connections-forgetting.tsx';
import { type Connection, connectionPath, costText, lastedText, shareSeen, stripSpans, useShownTime } from './connections-spans.ts';

/** Through what somebody looks: when each was seen, what it costs, and what to do where it is not. */
export default function ConnectionsPage() {
  const { connections, now, configuration } = useAnswer('GET /connections');
  const collect = useAction('POST /work/collect');
  const [work, setWork] = useState<string>();
  const lookNow = async () => setWork((await collect.run({ body: {} }))?.id);
  return (
    <>
      <PageHead
        title={titleOf(connections)}
        sub="A connection is one configured way into a system. What nobody saw is unknown: it neither passes nor fails."
        actions={
          <>
            <Button onClick={() => void lookNow()} disabledReason={whyNoLook(connections, configuration, collect.pending)}>
              Look now
            </Button>
            <Button href="/connect" main>
              Connect a system
            </Button>
          </>
        }
      />
      {configuration !== null && (
        <Note edge="unknown" lead="tickmark.yaml cannot be used.">
          <Untrusted text={configuration} /> Until it is mended, nobody can look.
        </Note>
      )}
      {collect.problem !== null && <ProblemNote problem={collect.problem} />}
      {work !== undefined && <WorkProgress work={work}>{() => <Note lead="Looked.">Everything below says what was seen.</Note>}</WorkProgress>}
      <When connections={connections} now={now} />
      <Table connections={connections} now={now} />
      <ToDo connections={connections} />
      <Forgetting connections={connections} now={now} />
    </>
  );
}

function whyNoLook(connections: readonly Connection[], configuration: string | null, pending: boolean): string | undefined {
  if (configuration !== null) return 'tickmark.yaml cannot be used. What is wrong with it is said below.';
  if (!connections.some((one) => one.configured)) return 'Nothing is connected yet.';
  return pending ? 'It is being started.' : undefined;
}

function titleOf(connections: readonly Connection[]): string {
  const configured = connections.filter((one) => one.configured);
  if (configured.length === 0) return connections.length === 0 ? 'Nothing is connected yet.' : 'Nobody looks any more: nothing is connected.';
  const names = counted(configured.length, 'connection');
  const never = configured.filter((one) => one.outcome === 'never').length;
  if (never === configured.length) return `${names}, and nobody has looked yet.`;
  const blind = configured.filter((one) => one.outcome === 'failed').length;
  if (blind > 0) return `${blind} of ${names} could not be looked at.`;
  const feeds = configured.flatMap((one) => one.feeds);
  const whole = feeds.filter((one) => one.state === 'seen').length;
  return whole === feeds.length
    ? `${names}: everything was seen at the last look.`
    : `${names}: ${whole} of ${counted(feeds.length, 'feed')} were seen whole at the last look.`;
}

function When({ connections, now }: { connections: readonly Connection[]; now: string }) {
  const first =
    connections
      .map((one) => one.firstLook)
      .filter((at) => at !== null)
      .sort()[0] ?? null;
  const shown = useShownTime(now, first);
  return (
    <Section title="When somebody was looking" note="each connection over the period that is shown" strong>
      <Timeline
        label="When each connection was seen"
        axis={shown.axis}
        now={shown.now}
        head={{ figure: 'seen whole' }}
        labelWidth={232}
        figureWidth={88}
      >
        {connections.map((one) => {
          const share = shareSeen(one.spans, shown);
          return (
            <TimelineRow key={one.id} label={<Name connection={one} />} figure={share === null ? '' : percent(share)}>
              <Strip name={one.id} spans={stripSpans(one.spans, shown)} />
            </TimelineRow>
          );
        })}
      </Timeline>
      {connections.length === 0 ? (
        <Empty
          says="No connection is configured."
          from="A row for each will stand here: dots where nobody was looking, a rail where all of it was seen."
          next={<Go href="/connect">Connect the code host, a clone, or the program as code</Go>}
        />
      ) : (
        <SpanLegend
          entries={[
            ['pass', 'Seen whole'],
            ['unknown', 'Not seen, or seen in part; its reason on hover'],
          ]}
        />
      )}
    </Section>
  );
}

function Name({ connection }: { connection: Connection }) {
  return (
    <span>
      <Go href={connectionPath(connection.id)} className="q b">
        <Untrusted text={connection.id} />
      </Go>{' '}
      <span className="n">{connection.configured ? connection.title : 'not configured any more'}</span>
    </span>
  );
}

function Table({ connections, now }: { connections: readonly Connection[]; now: string }) {
  if (connections.length === 0) return null;
  return (
    <Section title="How fresh they are" note="and what the last look cost">
      <DataTable
        label="Connections"
        rows={connections}
        rowKey={(one) => one.id}
        rowHref={(one) => connectionPath(one.id)}
        columns={[
          { key: 'id', head: 'Connection', nowrap: true, width: 150, cell: (one) => <Untrusted text={one.id} /> },
          { key: 'looked', head: 'Last look', nowrap: true, cell: (one) => <LastLook connection={one} now={now} /> },
          {
            key: 'as',
            head: 'As whom',
            cell: (one) => (one.identity === null ? <span className="n">nobody yet</span> : <Untrusted text={one.identity} />),
          },
          {
            key: 'feeds',
            head: 'Feeds seen',
            align: 'right',
            nowrap: true,
            cell: (one) => `${one.feeds.filter((feed) => feed.state === 'seen').length} of ${one.feeds.length}`,
          },
          {
            key: 'things',
            head: 'Things known',
            align: 'right',
            nowrap: true,
            cell: (one) => one.feeds.reduce((sum, feed) => sum + feed.subjects, 0).toLocaleString('en-US'),
          },
          { key: 'cost', head: 'Last cost', nowrap: true, cell: (one) => (one.cost === null ? '' : costText(one.cost.last, one.connector)) },
          { key: 'took', head: 'Took', align: 'right', nowrap: true, cell: (one) => (one.cost === null ? '' : lastedText(one.cost.last.duration)) },
        ]}
      />
    </Section>
  );
}

const MINUTE = 60_000;

function LastLook({ connection: { lastLook, lastSeen, outcome }, now }: { connection: Connection; now: string }) {
  if (lastLook === null) return <span className="unknown">never</span>;
  return (
    <>
      <Moment at={lastLook.startedAt} />{' '}
      {Date.parse(now) - Date.parse(lastLook.startedAt) >= MINUTE && (
        <span className="n">
          <DurationText from={lastLook.startedAt} until={now} /> ago
        </span>
      )}
      {outcome === 'failed' && <span className="unknown"> could not look{lastSeen === null ? '' : ', last seen '}</span>}
      {outcome === 'failed' && lastSeen !== null && <Moment at={lastSeen} />}
    </>
  );
}

const leads = { look: 'Look', permission: 'Permission', mend: 'Not seen', configure: 'Configure' } as const;

function ToDo({ connections }: { connections: readonly Connection[] }) {
  const entries = connections.flatMap((connection) => connection.toDo.map((toDo) => ({ connection, toDo })));
  if (entries.length === 0) return null;
  return (
    <Section title="What was not seen, and what to do" note={counted(entries.length, 'reason')}>
      <div className="connect-todo">
        <List
          entries={entries.slice(0, 50).map(({ connection, toDo }) => ({
            key: `${connection.id} ${toDo.what} ${toDo.sentence}`,
            lead: leads[toDo.what],
            title: <Untrusted text={connection.id} />,
            href: connectionPath(connection.id),
            text: (
              <>
                <Untrusted text={toDo.sentence} />
                {toDo.feeds.length > 0 && <span className="n"> Blind: {toDo.feeds.join(', ')}.</span>}
                {toDo.permissions.length > 0 && <span className="n"> Rests on: {toDo.permissions.join('; ')}.</span>}
              </>
            ),
          }))}
        />
      </div>
      {entries.length > 50 && <p className="sm n">And {counted(entries.length - 50, 'more reason')}, on the pages of the connections.</p>}
    </Section>
  );
}
