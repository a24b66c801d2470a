import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAction, useAnswer } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { WorkProgress } from '../judged/work-progress.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Moment } from '../ui/moment.tsx';
import { Note } from '../ui/note.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import './connect.css';
import { Permissions } from './connect-permissions.tsx';
import { type Probe, ProbedFeeds } from './connect-probe.tsx';
import { ConnectionFeeds } from './connection-feeds.tsx';
import { ConnectionGaps } from './connection-gaps.tsx';
import { ConnectionRuns } from './connection-runs.tsx';
import { bytesText } from './connections-spans.ts';

type Detail = AnswerOf<'GET /connections/{connection}'>;

/** One connection: when each of its feeds was seen, every look, what it may do, and a way to try it. */
export default function ConnectionPage() {
  const { connection } = useParams({ from: '/connections/$connection' });
  const detail = useAnswer('GET /connections/{connection}', { params: { connection } });
  return (
    <>
      <Head detail={detail} />
      <Columns side={<Side detail={detail} />}>
        <ConnectionFeeds detail={detail} />
        <ConnectionGaps detail={detail} />
        <ConnectionRuns connection={connection} connector={detail.connector} />
      </Columns>
    </>
  );
}

function Head({ detail }: { detail: Detail }) {
  const test = useAction('POST /connections/{connection}/test');
  const collect = useAction('POST /work/collect');
  const [work, setWork] = useState<{ readonly id: string | undefined; readonly what: 'test' | 'look' }>();
  const { id, configured } = detail;
  const gone = configured ? undefined : 'tickmark.yaml does not name it any more.';
  return (
    <>
      <PageHead
        crumbs={[{ text: 'Connections', href: '/connections' }, { text: <Untrusted text={id} /> }]}
        title={titleOf(detail)}
        sub={
          <>
            {detail.title}
            {detail.identity !== null && (
              <>
                {' '}
                · <Untrusted text={detail.identity} />
              </>
            )}
          </>
        }
        actions={
          <>
            <Button
              onClick={async () => setWork({ what: 'test', id: (await test.run({ params: { connection: id } }))?.id })}
              disabledReason={gone ?? (test.pending ? 'It is being started.' : undefined)}
            >
              Test the connection
            </Button>
            {detail.secret !== null && (
              <Button
                href={`/connect?rotate=${encodeURIComponent(id)}`}
                disabledReason={detail.secret.kept === 'sealed' ? gone : 'tickmark.yaml says that its secret is kept elsewhere. Replace it there.'}
              >
                Replace the secret
              </Button>
            )}
            <Button
              main
              onClick={async () => setWork({ what: 'look', id: (await collect.run({ body: { connections: [id] } }))?.id })}
              disabledReason={gone ?? (collect.pending ? 'It is being started.' : undefined)}
            >
              Look now
            </Button>
          </>
        }
      />
      {test.problem !== null && <ProblemNote problem={test.problem} />}
      {collect.problem !== null && <ProblemNote problem={collect.problem} />}
      {work?.id !== undefined && (
        <WorkProgress work={work.id}>
          {(result) => (work.what === 'test' ? <ProbedFeeds probe={result as Probe} /> : <Note lead="Looked.">What was seen stands below.</Note>)}
        </WorkProgress>
      )}
      {detail.movedTo !== null && !configured && (
        <Note lead="It goes on under another name.">
          The connection <Untrusted text={detail.movedTo} /> leads to the same system now.
        </Note>
      )}
    </>
  );
}

function titleOf({ id, outcome, feeds, configured }: Detail): string {
  const whole = feeds.filter((one) => one.state === 'seen').length;
  if (outcome === 'never') return `Nobody has looked through ${id} yet.`;
  if (!configured) return `Nobody looks through ${id} any more.`;
  if (outcome === 'failed') return `${id} could not be looked at.`;
  return whole === feeds.length
    ? `${id}: all ${counted(feeds.length, 'feed')} were seen whole.`
    : `${id}: ${whole} of ${counted(feeds.length, 'feed')} were seen whole.`;
}

function Side({ detail }: { detail: Detail }) {
  const { cost, secret } = detail;
  return (
    <>
      <Section title="What it is told" note="in tickmark.yaml" strong>
        <Properties
          properties={[
            { name: 'Connector', value: detail.connector },
            ...detail.settings.map(({ name, value }) => ({ name, value: <Untrusted text={value} /> })),
            secret !== null && { name: 'Secret', value: <Untrusted text={secret.where} /> },
            secret?.storedAt != null && { name: 'Stored', value: <Moment at={secret.storedAt} /> },
            detail.system !== null && { name: 'System', value: detail.system, mono: true },
          ]}
        />
      </Section>
      {cost !== null && (
        <Section title="What it cost" note={`${counted(detail.looks, 'look')} in all`} strong>
          <Properties
            properties={[
              { name: 'Asked', value: `${cost.all.requests.toLocaleString('en-US')} times` },
              cost.all.notModified > 0 && { name: 'Not modified', value: `${cost.all.notModified.toLocaleString('en-US')} of them` },
              { name: 'Read', value: bytesText(cost.all.bytes) },
              { name: 'Last look', value: `${cost.last.requests.toLocaleString('en-US')} times, ${bytesText(cost.last.bytes)}` },
            ]}
          />
        </Section>
      )}
      <Section title="What it may do" note="only ever read" strong>
        <Permissions permissions={detail.permissions} />
      </Section>
      <Section title="Taking it away" strong>
        <p className="s2 sm connect-pad">
          Take it out of tickmark.yaml. Everything that was seen through it stays, with its proofs; from the last look on, what it told of is unknown.
          Revoke its secret at the vendor too.
        </p>
        {secret?.kept === 'sealed' && <CodeBlock of="the command" text={`tickmark secrets remove ${detail.id}`} />}
      </Section>
    </>
  );
}
