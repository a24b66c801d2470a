import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer } from '../api.ts';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Properties, type Property } from '../ui/properties.tsx';
import { countText } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';

type Item = AnswerOf<'GET /evidence/{leaf}'>;
type Fact = NonNullable<Item['fact']>;
type Look = NonNullable<Item['look']>;
type First = AnswerOf<'GET /evidence/{leaf}/received'>['rows'][number];

const basisWords: Readonly<Record<Fact['basis'], string>> = {
  look: 'Its beginning is the first look that saw it.',
  source: 'The source gave the instant of this very change.',
  claimed: 'A client claimed this time: nobody else says so.',
  entered: 'A person entered it.',
  retraction: 'It takes back what was said for this instant.',
};

/** Who told it, what was asked, and when: both clocks, UTC first. */
export function Source({ item }: { item: Item }) {
  const { rows } = useAnswer('GET /evidence/{leaf}/received', { params: { leaf: String(item.leaf) } });
  const { look, fact } = item;
  const first = item.type === 'look' ? undefined : rows[0];
  return (
    <Properties
      properties={[
        look !== null && { name: 'Source', value: <From look={look} /> },
        ...(first === undefined ? [] : answered(first)),
        look === null
          ? { name: 'Written', value: <Moment at={item.at} utc="both" /> }
          : { name: 'Collected', value: <Moment at={look.startedAt} utc="both" /> },
        ...(fact === null ? [] : inForce(fact)),
        ...(look === null ? [] : byWhom(item, look)),
        { name: 'Recorded', value: <Moment at={item.recorded} utc="both" /> },
        { name: 'Entry', value: item.id, mono: true },
      ]}
    />
  );
}

function From({ look }: { look: Look }) {
  return (
    <>
      <Untrusted text={look.title} />, connection{' '}
      <Go href={`/connections/${encodeURIComponent(look.connection)}`}>
        <Untrusted text={look.connection} mono />
      </Go>
      {look.hosts.map((host) => (
        <div key={host}>
          <Untrusted text={host} mono />
        </div>
      ))}
    </>
  );
}

const fromWords: Readonly<Record<First['from'], string>> = {
  vendor: '',
  unchanged: ', unchanged since an earlier look',
  journal: ', asked before the look was interrupted',
  file: '',
};

function answered(first: First): Property[] {
  const status = first.status === null ? '' : `${first.status}, `;
  return [
    { name: first.from === 'file' ? 'File' : 'Request', value: <Untrusted text={first.asked} />, mono: true },
    {
      name: first.from === 'file' ? 'Content' : 'Answer',
      value: (
        <>
          {`${status}${countText(first.bytes)} bytes${fromWords[first.from]}`}
          {first.version !== null && (
            <div>
              version <Untrusted text={first.version} mono />
            </div>
          )}
        </>
      ),
    },
  ];
}

function inForce(fact: Fact): Property[] {
  const { before, after } = fact;
  return [
    {
      name: 'In force',
      value: (
        <>
          from <Moment at={fact.validFrom} utc="both" />
          <br />
          {fact.validUntil === null ? 'until now, as far as anybody has seen' : <UntilBoth at={fact.validUntil} />}
          <div className="n">
            {basisWords[fact.basis]}
            {fact.basis === 'look' && <Earliest at={fact.notBefore} />}
            {!fact.stands && ' Another entry now speaks for this instant.'}
          </div>
        </>
      ),
    },
    ...(before === null && after === null
      ? []
      : [
          {
            name: 'Beside it',
            value: (
              <>
                {before !== null && <Go href={`/evidence/${before.leaf}`}>the version before</Go>}
                {before !== null && after !== null && ', '}
                {after !== null && <Go href={`/evidence/${after.leaf}`}>the version after</Go>}
              </>
            ),
          },
        ]),
  ];
}

function UntilBoth({ at }: { at: string }) {
  return (
    <>
      until <Moment at={at} utc="both" />
    </>
  );
}

function Earliest({ at }: { at: string | null }) {
  return at === null ? (
    ' It may have begun at any time before that.'
  ) : (
    <>
      {' '}
      It may have begun as early as <Moment at={at} utc="beside" />.
    </>
  );
}

function byWhom(item: Item, look: Look): Property[] {
  const words = `${look.outcome}: ${countText(look.rows)} rows, ${countText(look.requests)} requests, ${countText(look.covered)} parts seen, ${countText(look.unseen)} not seen`;
  return [
    { name: 'Identity', value: <Untrusted text={look.identity} /> },
    {
      name: 'Look',
      value: look.leaf === null || look.leaf === item.leaf ? words : <Go href={`/evidence/${look.leaf}`}>{words}</Go>,
    },
  ];
}
