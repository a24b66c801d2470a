import type { ReactNode } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { checkPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { namedBy, policyPath } from './policies-words.ts';

type Notices = AnswerOf<'GET /policies'>['notices'];

/** Of a long list, those that are shown without being asked for. */
const SHOWN = 8;

/** Where documents and checks do not meet: what to write, and what to delete. */
export function PolicyNotices({ notices }: { notices: Notices }) {
  const { numbersNoCheckUses, checksWithoutDocument, drafts, namedTwice, changes } = notices;
  const none = [numbersNoCheckUses, checksWithoutDocument, drafts, namedTwice, changes].every((one) => one.length === 0);
  if (none)
    return (
      <Section title="Documents and checks" strong>
        <Empty says="Documents and checks meet: nothing is named twice, nothing is unused, and no number changed in the period." />
      </Section>
    );
  return (
    <>
      <Part title="Changed in the period" note="each was judged by what counted then" show={changes.length} first>
        {changes.map((one) => (
          <Line key={`${one.setting} ${one.at}`}>
            <b>{one.title}</b> <Untrusted text={one.before.written} /> → <Untrusted text={one.after.written} />
            <span className="n">
              <Moment at={one.at} />: from {namedBy(one.before.policy)} to {namedBy(one.after.policy)}.
            </span>
          </Line>
        ))}
      </Part>
      <Part title="Checks without a document" note="Tickmark’s defaults count" show={checksWithoutDocument.length} first={changes.length === 0}>
        {checksWithoutDocument.slice(0, SHOWN).map((one) => (
          <Undocumented key={one.setting} one={one} />
        ))}
      </Part>
      {checksWithoutDocument.length > SHOWN && (
        <details className="more-notices">
          <summary>{checksWithoutDocument.length - SHOWN} more</summary>
          <ul className="notices">
            {checksWithoutDocument.slice(SHOWN).map((one) => (
              <Undocumented key={one.setting} one={one} />
            ))}
          </ul>
        </details>
      )}
      <Part title="Numbers that no check uses" note="they promise, and nobody looks" show={numbersNoCheckUses.length}>
        {numbersNoCheckUses.map((one) => (
          <Line key={`${one.policy} ${one.parameter}`}>
            <Untrusted text={one.parameter} mono /> <Untrusted text={one.written} />
            <span className="n">
              In <PolicyLink policy={one.policy} version={one.version} />. {one.why}
            </span>
          </Line>
        ))}
      </Part>
      <Part title="Drafts" note="what they name counts for nothing" show={drafts.length}>
        {drafts.map((one) => (
          <Line key={one.policy}>
            <PolicyLink policy={one.policy} version={one.version} />
            {one.parameters.map((its) => (
              <span key={its.name} className="n">
                <Untrusted text={its.name} mono />: <Untrusted text={its.written} />
                {its.instead === null ? '. No check reads it.' : `. What counts is ${its.instead.written} (${namedBy(its.instead.policy)}).`}
              </span>
            ))}
          </Line>
        ))}
      </Part>
      <Part title="Named twice" note="one of them counts" show={namedTwice.length}>
        {namedTwice.map((one) => (
          <Line key={one.parameter}>
            <Untrusted text={one.parameter} mono />
            {one.named.map((its) => (
              <span key={its.policy} className="n">
                <PolicyLink policy={its.policy} version={its.version} />: <Untrusted text={its.written} />
                {its.policy === one.counts && ' (counts)'}
              </span>
            ))}
            <span className="n">{one.why}</span>
          </Line>
        ))}
      </Part>
    </>
  );
}

/** A number that checks are judged by, and that nobody adopted. */
function Undocumented({ one }: { one: Notices['checksWithoutDocument'][number] }) {
  return (
    <Line>
      {one.title} <b>{one.written}</b>
      <span className="n">
        <span className="mono">{one.setting}</span>, read by{' '}
        {one.checks.map((check, place) => (
          <span key={check}>
            {place > 0 && ', '}
            <Go href={checkPath(check)} className="q">
              {check}
            </Go>
          </span>
        ))}
      </span>
    </Line>
  );
}

function Part({ title, note, show, first = false, children }: { title: string; note: string; show: number; first?: boolean; children: ReactNode }) {
  if (show === 0) return null;
  return (
    <Section title={title} note={`${counted(show, 'number')}: ${note}`} strong={first}>
      <ul className="notices">{children}</ul>
    </Section>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <li>{children}</li>;
}

function PolicyLink({ policy, version }: { policy: string; version: number }) {
  return (
    <>
      <Go href={policyPath(policy)} className="q">
        <Untrusted text={policy} />
      </Go>
      , version {version}
    </>
  );
}
