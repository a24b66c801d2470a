import type { AnswerOf } from '../../src/client/call.ts';
import type { Judged } from '../judged/judged.ts';
import { checkPath, itemPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { Empty } from '../ui/empty.tsx';
import { List } from '../ui/list.tsx';
import { DurationText, Moment } from '../ui/moment.tsx';
import { Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';

type Overview = AnswerOf<'GET /overview'>;

/** What will fail next, and what to do first. */
export function Side({ overview, judged }: { overview: Overview; judged: Judged }) {
  return (
    <>
      <Section title="Will fail next" note="if nobody acts" strong>
        {overview.upcoming.length === 0 ? (
          <Empty says="Nothing falls due within 90 days." from="What is owed, and not done yet, will stand here with the days that are left." />
        ) : (
          <List entries={overview.upcoming.map((one) => upcomingEntry(one, judged))} />
        )}
      </Section>
      <Section title="Fix first" note="what lasts longest" strong>
        {overview.fixFirst.length === 0 ? (
          <Empty
            says="No exception is open, and no item is unknown up to now."
            from="Time in which nobody was looking stands under the connections."
          />
        ) : (
          <List entries={overview.fixFirst.map(fixEntry)} />
        )}
      </Section>
    </>
  );
}

function upcomingEntry(one: Overview['upcoming'][number], { horizon }: Judged) {
  const left = Math.max(0, Math.ceil((Date.parse(one.at) - horizon) / 86_400_000));
  const soon = left <= 7 ? ({ soon: 'fail' } as const) : left <= 30 ? ({ soon: 'unknown' } as const) : {};
  return {
    key: `${one.check} ${one.item} ${one.at}`,
    lead: `${left} d`,
    ...soon,
    title: <Untrusted text={one.title} />,
    href: itemPath(one.check, one.item),
    text: (
      <>
        Due <Moment at={one.at} />.{' '}
        {one.owner !== '' && (
          <>
            Owner: <Person id={one.owner} />.
          </>
        )}
      </>
    ),
  };
}

/** The rest stands with the item. */
function firstSentence(text: string): string {
  const end = /[.:] (?=[A-Z])/.exec(text);
  return end === null ? text : `${text.slice(0, end.index)}.`;
}

function fixEntry(one: Overview['fixFirst'][number]) {
  return {
    key: `${one.what} ${one.check} ${one.item}`,
    lead: { state: one.what === 'exception' ? ('fail' as const) : ('unknown' as const) },
    title: <Untrusted text={one.title} />,
    href: one.item === null ? `${checkPath(one.check)}?outcome=${one.what === 'exception' ? 'fail' : 'unknown'}` : itemPath(one.check, one.item),
    text: (
      <>
        <Untrusted text={firstSentence(one.mend)} /> {one.what === 'exception' ? 'Open' : 'Unknown'} for <DurationText ms={one.milliseconds} />
        {one.repeats > 0 && `, ${counted(one.repeats + 1, 'time')} this period`}.{' '}
        {one.owner !== '' && (
          <>
            Owner: <Person id={one.owner} />.
          </>
        )}
      </>
    ),
  };
}
