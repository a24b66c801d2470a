import { useState } from 'react';
import type { z } from 'zod';
import type { probeResult } from '../../src/contract/connection-setup.ts';
import { useAction } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { WorkProgress } from '../judged/work-progress.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Note } from '../ui/note.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Untrusted } from '../ui/untrusted.tsx';

export type Probe = z.infer<typeof probeResult>;

const words = { told: 'answers', partly: 'answers in part', blind: 'sees nothing' } as const;

/** What a test found: as whom, feed by feed, what each lacks and what it rests on. */
export function ProbedFeeds({ probe }: { probe: Probe }) {
  const whole = probe.feeds.filter(({ state }) => state === 'told').length;
  return (
    <Section
      title={
        probe.seesAll
          ? `It sees everything that is asked for: ${counted(whole, 'feed')}.`
          : `It sees ${whole} of ${counted(probe.feeds.length, 'feed')} whole.`
      }
      note={`${counted(probe.requests, 'request')} for this test; nothing was written`}
      strong
    >
      <p className="s2 sm connect-as">
        Signed in: <Untrusted text={probe.identity} />.
      </p>
      {probe.notes.map((note) => (
        <p key={note} className="sm n">
          <Untrusted text={note} />
        </p>
      ))}
      <DataTable
        label="What each feed answered"
        rows={probe.feeds}
        rowKey={({ feed }) => feed}
        columns={[
          { key: 'feed', head: 'Feed', nowrap: true, width: 150, cell: ({ feed }) => feed },
          {
            key: 'state',
            head: 'Test',
            nowrap: true,
            width: 140,
            cell: ({ state }) => (
              <span className="out">
                <StateMark state={state === 'told' ? 'pass' : 'unknown'} label="" />
                {words[state]}
              </span>
            ),
          },
          {
            key: 'why',
            head: 'What it lacks, and what to do',
            cell: ({ why, untold, restsOn }) => (
              <>
                {why.slice(0, 3).map((sentence) => (
                  <span key={sentence}>
                    <Untrusted text={sentence} />{' '}
                  </span>
                ))}
                {why.length > 3 && <span className="n">And {why.length - 3} more like these. </span>}
                {untold.slice(0, 3).map((sentence) => (
                  <span key={sentence} className="n">
                    Not told: <Untrusted text={sentence} />{' '}
                  </span>
                ))}
                {restsOn.length > 0 && <span className="n">Rests on: {restsOn.join('; ')}.</span>}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

/** A test under way, what it found, and keeping it: then the first look begins. */
export function ProbeAndKeep({ work, done }: { work: string; done: (connection: string) => void }) {
  return <WorkProgress work={work}>{(result) => <KeepIt probe={result as Probe} done={done} />}</WorkProgress>;
}

function KeepIt({ probe, done }: { probe: Probe; done: (connection: string) => void }) {
  const keep = useAction('POST /connections');
  const [look, setLook] = useState<string>();
  if (look !== undefined) return <FirstLook work={look} connection={probe.connection} />;
  const keepIt = async () => {
    const kept = await keep.run({ body: { setUp: probe.setUp ?? '' } });
    if (kept === undefined) return;
    done(kept.connection);
    setLook(kept.work?.id);
  };
  return (
    <>
      <ProbedFeeds probe={probe} />
      <Section
        title="What keeping it changes"
        note={probe.change.length === 0 ? 'nothing in tickmark.yaml; the secret takes the place of the one before' : 'in tickmark.yaml'}
      >
        {probe.change.length > 0 && <CodeBlock of="the change" text={probe.change.join('\n')} />}
        {keep.problem !== null && <ProblemNote problem={keep.problem} />}
        <p className="connect-acts connect-keep">
          <Button main onClick={() => void keepIt()} disabledReason={keep.pending ? 'It is being kept.' : undefined}>
            Keep it and look
          </Button>
          {!probe.seesAll && <span className="sm s2">What it does not see will count as unknown, with the reason. It can be mended later.</span>}
        </p>
      </Section>
    </>
  );
}

interface Looked {
  readonly connections: readonly {
    readonly connection: string;
    readonly outcome: string;
    readonly rows: number;
    readonly facts: number;
    readonly errors: readonly string[];
  }[];
}

function FirstLook({ work, connection }: { work: string; connection: string }) {
  return (
    <>
      <Note lead="Kept.">The first look has begun. It may be left alone: this page need not stay open.</Note>
      <WorkProgress work={work}>{(result) => <FirstResult looked={result as Looked} connection={connection} />}</WorkProgress>
    </>
  );
}

function FirstResult({ looked, connection }: { looked: Looked; connection: string }) {
  const [own] = looked.connections;
  const errors = own?.errors ?? [];
  const failed = own?.outcome === 'failed';
  return (
    <Section title={failed ? 'The first look saw nothing.' : `The first look saw ${counted(own?.rows ?? 0, 'fact')}.`} strong>
      {errors.slice(0, 5).map((error) => (
        <Note key={error} edge="unknown">
          <Untrusted text={error} />
        </Note>
      ))}
      {errors.length > 5 && <p className="sm n">And {counted(errors.length - 5, 'more reason')}, on the page of the connection.</p>}
      <p className="connect-acts connect-keep">
        {!failed && (
          <Button main href="/">
            See the first results
          </Button>
        )}
        <Button href={`/connections/${encodeURIComponent(connection)}`}>See the connection</Button>
        <Button href="/connect?kind=program">Write the program as code</Button>
      </p>
    </Section>
  );
}
