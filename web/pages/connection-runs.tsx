import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { oneOf, useWords } from '../judged/use-words.ts';
import { Button } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Pick, Tools } from '../ui/filters.tsx';
import { Moment } from '../ui/moment.tsx';
import { Section } from '../ui/section.tsx';
import { reasonWords } from './connection-gaps.tsx';
import { costText, lastedText } from './connections-spans.ts';

const ROWS = 20;
const outcomes = ['complete', 'partial', 'failed'] as const;
const outcomeWords = { complete: 'seen whole', partial: 'in part', failed: 'could not look' } as const;

/** Every look through a connection, page by page, the newest first. */
export function ConnectionRuns({ connection, connector }: { connection: string; connector: string }) {
  const [words, set] = useWords();
  const outcome = oneOf(words['outcome'], outcomes, undefined);
  const from = Math.max(0, Number.parseInt(words['from'] ?? '0', 10) || 0);
  const runs = useAnswer('GET /connections/{connection}/runs', {
    params: { connection },
    query: { limit: ROWS, offset: from, ...(outcome !== undefined && { outcome }) },
  });
  const last = Math.min(runs.total, from + ROWS);
  return (
    <Section title="Looks" note={`${counted(runs.total, 'look')}, the newest first`} id="looks">
      <Tools
        end={
          runs.total > ROWS && (
            <span className="connect-acts">
              <span className="sm n">{`${(from + 1).toLocaleString('en-US')}–${last.toLocaleString('en-US')} of ${runs.total.toLocaleString('en-US')}`}</span>
              <Button
                onClick={() => set({ from: from <= ROWS ? undefined : String(from - ROWS) })}
                disabledReason={from === 0 ? 'These are the newest.' : undefined}
              >
                Newer looks
              </Button>
              <Button onClick={() => set({ from: String(from + ROWS) })} disabledReason={last >= runs.total ? 'These are the oldest.' : undefined}>
                Older looks
              </Button>
            </span>
          )
        }
      >
        <Pick
          label="Outcome"
          value={outcome ?? 'all'}
          onChange={(value) => set({ outcome: value === 'all' ? undefined : value, from: undefined })}
          options={[['all', 'all'], ...outcomes.map((one) => [one, outcomeWords[one]] as const)]}
        />
      </Tools>
      <DataTable
        label="Looks"
        rows={runs.rows}
        rowKey={(run) => run.look}
        rowHref={(run) => `/evidence/${run.leaf}`}
        columns={[
          { key: 'at', head: 'Looked at', nowrap: true, cell: (run) => <Moment at={run.startedAt} /> },
          {
            key: 'outcome',
            head: 'Outcome',
            nowrap: true,
            cell: (run) => <span className={run.outcome === 'complete' ? undefined : 'unknown'}>{outcomeWords[run.outcome]}</span>,
          },
          { key: 'facts', head: 'New facts', align: 'right', nowrap: true, cell: (run) => run.facts.toLocaleString('en-US') },
          { key: 'rows', head: 'Read', align: 'right', nowrap: true, cell: (run) => run.rows.toLocaleString('en-US') },
          {
            key: 'scopes',
            head: 'Scopes seen',
            align: 'right',
            nowrap: true,
            cell: (run) => `${run.seen.toLocaleString('en-US')} of ${(run.seen + run.unseen).toLocaleString('en-US')}`,
          },
          { key: 'cost', head: 'Cost', nowrap: true, wideOnly: true, cell: (run) => costText(run.cost, connector) },
          { key: 'took', head: 'Took', align: 'right', nowrap: true, wideOnly: true, cell: (run) => lastedText(run.cost.duration) },
          { key: 'not', head: 'Not seen', cell: (run) => <NotSeen problems={run.problems} /> },
        ]}
        empty={
          outcome === undefined ? (
            <Empty says="Nobody has looked through it yet." from="Each look will stand here, with what it cost and what it could not see." />
          ) : (
            <Empty says={`No look ended so: ${outcomeWords[outcome]}.`} />
          )
        }
      />
    </Section>
  );
}

type Problem = AnswerOf<'GET /connections/{connection}/runs'>['rows'][number]['problems'][number];

/** In a word; the sentences stand above, each with its span. */
function NotSeen({ problems }: { problems: readonly Problem[] }) {
  const shown = problems.slice(0, 2).map(({ reason, feeds }) => `${feeds.join(', ')}: ${reasonWords[reason]}`);
  return (
    <span className="sm" title={problems.map(({ why }) => why).join('\n')}>
      {shown.join('; ')}
      {problems.length > shown.length && <span className="n">{` and ${counted(problems.length - shown.length, 'more reason')}`}</span>}
    </span>
  );
}
