import { counted } from '../judged/outcome-words.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Moment } from '../ui/moment.tsx';
import { Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import type { Connection } from './connections-spans.ts';

/** Until when somebody has to look, where the source forgets. */
export function Forgetting({ connections, now }: { connections: readonly Connection[]; now: string }) {
  const rows = connections.flatMap((connection) =>
    connection.configured ? connection.feeds.flatMap((feed) => (feed.forgets === null ? [] : [{ connection, feed, forgets: feed.forgets }])) : [],
  );
  if (rows.length === 0) return null;
  return (
    <Section title="When the source will forget" note="what nobody looks at by then is lost, and stays unknown">
      <DataTable
        label="What sources forget"
        rows={rows}
        rowKey={({ connection, feed }) => `${connection.id} ${feed.feed}`}
        columns={[
          { key: 'feed', head: 'Feed', nowrap: true, cell: ({ feed }) => feed.feed },
          { key: 'connection', head: 'Connection', nowrap: true, cell: ({ connection }) => <Untrusted text={connection.id} /> },
          { key: 'keeps', head: 'The source keeps', align: 'right', nowrap: true, cell: ({ forgets }) => counted(forgets.days, 'day') },
          { key: 'seen', head: 'Seen until', nowrap: true, cell: ({ feed }) => (feed.seenUntil === null ? '' : <Moment at={feed.seenUntil} />) },
          {
            key: 'lost',
            head: 'What is lost',
            cell: ({ feed, forgets }) => {
              const past = Date.parse(forgets.at) <= Date.parse(now);
              return (
                <>
                  {past ? 'Since ' : 'From '}
                  <Moment at={forgets.at} /> {past ? 'it forgets' : 'on, if nobody looks: it forgets'} what its {feed.feed} told after the last look
                  {past ? '. Look now.' : '.'}
                </>
              );
            },
          },
        ]}
      />
    </Section>
  );
}
