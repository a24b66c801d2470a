import { useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction, useAddress, useAnswer } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { WorkProgress } from '../judged/work-progress.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { List } from '../ui/list.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';

type Ledger = AnswerOf<'GET /ledger'>;
type Witness = Ledger['witnesses'][number];

/** The log in which everything is sealed: how it stands, who outside keeps it, and how to check it. */
export default function LedgerPage() {
  const ledger = useAnswer('GET /ledger');
  const checkpoints = useAnswer('GET /ledger/checkpoints', { query: { limit: 20 } });
  const verify = useAction('POST /ledger/verify');
  const [work, setWork] = useState<string>();
  const note = useAddress('GET /ledger/checkpoint', { query: {} });
  const start = async () => setWork((await verify.run())?.id);
  return (
    <>
      <PageHead
        title={titleOf(ledger)}
        sub="Each fact, look, decision and assessment is one entry of a signed Merkle tree. Nothing in it is ever changed; a correction is a new entry."
        actions={
          <>
            <Button
              href={note}
              download="checkpoint.txt"
              disabledReason={ledger.checkpoint === null ? 'There is no checkpoint yet. The first look makes one.' : undefined}
            >
              Checkpoint
            </Button>
            <Button main onClick={() => void start()} disabledReason={verify.pending ? 'It is being started.' : undefined}>
              Verify now
            </Button>
          </>
        }
      />
      {verify.problem !== null && <ProblemNote problem={verify.problem} />}
      {work !== undefined && <WorkProgress work={work}>{(result) => <Found result={result} />}</WorkProgress>}
      <Columns side={<Side ledger={ledger} />}>
        <Section
          title="Checkpoints"
          note={`${checkpoints.next === null ? 'the newest first' : `the newest ${checkpoints.rows.length}`}; each covers every entry before it`}
          strong
        >
          <DataTable
            label="Checkpoints"
            rows={checkpoints.rows}
            rowKey={(row) => String(row.size)}
            columns={[
              { key: 'size', head: 'Entries', align: 'right', nowrap: true, width: 90, cell: (row) => row.size.toLocaleString('en-US') },
              { key: 'recorded', head: 'Signed', nowrap: true, width: 240, cell: (row) => <Moment at={row.recorded} utc="beside" /> },
              { key: 'root', head: 'Root', cell: (row) => <span className="mono cut root">{row.root}</span> },
            ]}
            empty={
              <Empty
                says="There is no checkpoint yet."
                from="The first look writes entries, and the first checkpoint covers them."
                next={<Go href="/connections">Connect something</Go>}
              />
            }
          />
        </Section>
        <Section
          title="What it holds"
          note={ledger.waiting > 0 ? `${counted(ledger.waiting, 'entry', 'entries')} waiting for a place` : 'every entry has its place'}
        >
          <DataTable
            label="Entries by type"
            rows={ledger.types}
            rowKey={(row) => row.type}
            rowHref={(row) => `/evidence?type=${row.type}`}
            columns={[
              { key: 'type', head: 'Type', nowrap: true, width: 150, cell: (row) => <span className="mono">{row.type}</span> },
              { key: 'says', head: 'What each says', cell: (row) => row.says },
              { key: 'count', head: 'Entries', align: 'right', width: 90, cell: (row) => row.count.toLocaleString('en-US') },
            ]}
          />
        </Section>
        {ledger.checkpoint !== null && (
          <Section title="The newest checkpoint" note="as it is signed; keep it, and hold a later package against it">
            <CodeBlock of="the checkpoint" text={ledger.checkpoint.note} />
          </Section>
        )}
      </Columns>
    </>
  );
}

function titleOf({ checkpoint, witnesses }: Ledger): string {
  if (checkpoint === null) return 'Nothing is sealed yet.';
  const entries = `${counted(checkpoint.size, 'entry', 'entries')} sealed`;
  const bad = witnesses.filter((one) => one.state === 'behind' || one.state === 'forked').length;
  if (bad > 0) return `${entries}, and ${counted(bad, 'witness', 'witnesses')} outside ${bad === 1 ? 'has' : 'have'} seen another log.`;
  const agreeing = witnesses.filter((one) => one.state === 'same' || one.state === 'older').length;
  return agreeing === 0
    ? `${entries}; nobody outside keeps a checkpoint of it.`
    : `${entries}; ${counted(agreeing, 'witness', 'witnesses')} outside ${agreeing === 1 ? 'keeps' : 'keep'} the same log.`;
}

function Side({ ledger }: { ledger: Ledger }) {
  return (
    <>
      <Section title="Witnesses" note="outside the system" strong>
        {ledger.witnesses.length === 0 ? (
          <Empty
            says="No witness is set up."
            from="A log that its operator holds proves nothing against the operator. A witness keeps each checkpoint in a place that you do not control alone: a folder of the auditor's, or a Git remote."
            next={<code className="mono">{'tickmark.yaml: witnesses: [{ git: … }]'}</code>}
          />
        ) : (
          <List
            marks
            entries={ledger.witnesses.map((one) => ({ key: one.title, lead: { state: stateOf(one) }, title: one.title, text: one.sentence }))}
          />
        )}
      </Section>
      <Section title="Who signs it" strong>
        <Properties
          properties={[
            { name: 'Log', value: ledger.origin, mono: true },
            ...ledger.keys.map((one) => ({
              name: one.untilSize === null && one.until === null ? 'Key' : 'Key before',
              value: (
                <>
                  {one.key} <span className="n">{spanOf(one)}</span>
                </>
              ),
              mono: true,
            })),
          ]}
        />
      </Section>
      <Section title="Check it without Tickmark" strong>
        <p className="s2 pad">
          A package carries a verifier of one file that needs Node alone. With a checkpoint that you kept from before, it also shows that this log is
          the one that you saw then.
        </p>
        <CodeBlock of="the commands" text={'tickmark export --out package\nnode package/verify.mjs package'} />
      </Section>
    </>
  );
}

function spanOf({ fromSize, untilSize }: Ledger['keys'][number]): string {
  if (untilSize === null) return fromSize === 0 ? 'from the first entry on' : `from entry ${fromSize.toLocaleString('en-US')} on`;
  return `entries ${fromSize.toLocaleString('en-US')} to ${untilSize.toLocaleString('en-US')}`;
}

function stateOf({ state }: Witness) {
  if (state === 'behind' || state === 'forked') return 'fail' as const;
  return state === 'same' || state === 'older' ? ('pass' as const) : ('unknown' as const);
}

function Found({ result }: { result: unknown }) {
  const { found } = result as { readonly found: readonly { readonly what: string; readonly well: boolean; readonly sentence: string }[] };
  return (
    <Section title={found.every((one) => one.well) ? 'Everything is as it was sealed' : 'Something is not as it was sealed'} strong>
      <List
        marks
        entries={found.map(({ what, well, sentence }) => ({
          key: what,
          lead: { state: well ? ('pass' as const) : ('fail' as const) },
          title: what,
          text: sentence,
        }))}
      />
    </Section>
  );
}
