import { useParams } from '@tanstack/react-router';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer } from '../api.ts';
import { counted } from '../judged/outcome-words.ts';
import { Button } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Properties } from '../ui/properties.tsx';
import { Columns, Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import './policies.css';
import { ReadableValue } from './records-value.tsx';

type Answer = AnswerOf<'GET /records/{kind}/{record}'>;
type Version = Answer['versions'][number];

/** One record with every version of it: what it said, since when, and how that is known. */
export default function RecordPage() {
  const { kind = '', record = '' } = useParams({ strict: false });
  const answer = useAnswer('GET /records/{kind}/{record}', { params: { kind, record } });
  const [newest, ...before] = answer.versions;
  return (
    <>
      <PageHead
        crumbs={[
          { text: 'Records', href: '/records' },
          { text: answer.kindTitle, href: `/records/${kind}` },
          { text: <Untrusted text={answer.id} mono /> },
        ]}
        title={<Untrusted text={answer.name} />}
        sub={`${counted(answer.versions.length, 'version')}${answer.standing ? '' : '; it no longer stands in the records'}.`}
        actions={<Button href={`/evidence/${answer.leaf}`}>Evidence</Button>}
      />
      <Columns side={<Side answer={answer} />}>
        {newest !== undefined && (
          <Section title="What it says" note={<Since version={newest} />} strong>
            <Fields version={newest} />
          </Section>
        )}
        {before.length > 0 && (
          <Section title="What it said before" note="the newest first">
            <div className="record-versions">
              {before.map((one) => (
                <details key={one.leaf}>
                  <summary>
                    <Since version={one} />
                  </summary>
                  <Fields version={one} />
                  <p className="n">
                    <Go href={`/evidence/${one.leaf}`}>Evidence {one.leaf.toLocaleString('en-US')}</Go>
                  </p>
                </details>
              ))}
            </div>
          </Section>
        )}
      </Columns>
    </>
  );
}

function Since({ version }: { version: Version }) {
  return (
    <>
      <Moment at={version.from} />
      {version.until === null ? ' and since' : ' until '}
      {version.until !== null && <Moment at={version.until} />}
    </>
  );
}

function Fields({ version }: { version: Version }) {
  return (
    <Properties
      properties={version.fields.map((one) => ({
        name: one.label,
        value: (
          <>
            <ReadableValue value={one.value} />
            {one.before !== null && (
              <span className="was sm">
                before: <ReadableValue value={one.before} />
              </span>
            )}
          </>
        ),
      }))}
    />
  );
}

const basisWords: Readonly<Record<Version['basis'], string>> = {
  claimed: 'The commit says so: a client wrote its time.',
  look: 'A look saw it first.',
  source: 'The source gave the instant of this very change.',
  entered: 'Somebody decided it here; it is sealed in the ledger.',
  retraction: 'What was said before was taken back.',
};

function Side({ answer }: { answer: Answer }) {
  const [newest] = answer.versions;
  return (
    <Section title="How it is known" strong>
      <Properties
        properties={[
          { name: 'Written in', value: answer.file, mono: true },
          { name: 'First seen', value: <Moment at={answer.since} utc="beside" /> },
          { name: 'This version', value: <Moment at={answer.changed} utc="beside" /> },
          newest !== undefined && { name: 'Its time', value: basisWords[newest.basis] },
          newest !== undefined &&
            newest.notBefore !== null &&
            newest.notBefore !== newest.from && { name: 'Not before', value: <Moment at={newest.notBefore} /> },
          {
            name: 'Sealed as',
            value: <Go href={`/evidence/${answer.leaf}`}>{`entry ${answer.leaf.toLocaleString('en-US')}`}</Go>,
          },
        ]}
      />
    </Section>
  );
}
