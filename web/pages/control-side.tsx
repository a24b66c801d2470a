import type { Judged } from '../judged/judged.ts';
import { checkPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { seenSentence } from '../judged/seen-by.ts';
import { Empty } from '../ui/empty.tsx';
import { Go } from '../ui/go.tsx';
import { List } from '../ui/list.tsx';
import { Day, Moment } from '../ui/moment.tsx';
import { Properties } from '../ui/properties.tsx';
import { Section } from '../ui/section.tsx';
import { DAY } from '../ui/times.ts';
import { Untrusted } from '../ui/untrusted.tsx';
import type { Control } from './control-parts.tsx';

/** What falls due next, how the control is kept, and why it bears on its criteria. */
export function ControlSide({ control, judged }: { control: Control; judged: Judged }) {
  return (
    <>
      <Section title="Falls due next" note="within 90 days, if nobody acts" strong id="due">
        {control.upcoming.length === 0 ? (
          <Empty says="Nothing falls due within 90 days." />
        ) : (
          <List
            entries={control.upcoming.slice(0, 8).map((one) => ({
              key: `${one.check} ${one.item} ${one.at}`,
              lead: `${daysLeft(one.at, judged)} d`,
              ...(daysLeft(one.at, judged) <= 7 && { soon: 'fail' as const }),
              title: <Untrusted text={one.title} />,
              href: `${checkPath(one.check)}?item=${encodeURIComponent(one.item)}`,
              text: (
                <>
                  Due <Moment at={one.at} />.
                </>
              ),
            }))}
          />
        )}
      </Section>
      <Section title="About this control" note={`version ${control.version}`} strong id="about">
        <Properties
          properties={[
            { name: 'How', value: <Untrusted text={control.how} /> },
            { name: 'Owner', value: <Person id={control.owner} /> },
            { name: 'How often', value: frequencyWords[control.frequency] ?? control.frequency },
            { name: 'Seen', value: seenSentence[control.by] },
            { name: 'Kept', value: <Kept control={control} /> },
            control.variant !== null && { name: 'Variant', value: variantWords[control.variant] ?? control.variant },
            control.compensating !== null && { name: 'Instead', value: <Untrusted text={control.compensating} /> },
            { name: 'Control', value: control.id, mono: true },
          ]}
        />
      </Section>
      <Section title="Why it bears on its criteria" note={counted(control.mappings.length, 'criterion', 'criteria')} strong id="criteria">
        <Properties
          properties={control.mappings.map((one) => ({
            name: one.criterion,
            value: (
              <>
                <span className="mapping">{one.reason}</span>
                <Go href={`/criteria#${one.criterion}`} className="s2" label={`${one.criterion}: ${one.asks}`}>
                  {one.asks}
                </Go>
              </>
            ),
          }))}
        />
      </Section>
    </>
  );
}

const frequencyWords: Readonly<Record<string, string>> = {
  continuous: 'all the time',
  'each-time': 'each time it happens',
  daily: 'every day',
  weekly: 'every week',
  monthly: 'every month',
  quarterly: 'every quarter',
  'half-yearly': 'every half year',
  yearly: 'every year',
};

const variantWords: Readonly<Record<string, string>> = {
  'one-person': 'as one person can keep it',
  'platform-only': 'as a company whose systems are all a platform’s can keep it',
  'no-office': 'as a company without an office can keep it',
};

function Kept({ control }: { control: Control }) {
  if (!control.adopted) return <span className="unknown">By nobody yet: it is Tickmark’s own, and the program does not name it.</span>;
  return (
    <>
      {control.since === null ? (
        'By the program'
      ) : (
        <>
          By the program, since <Day day={control.since} />
        </>
      )}
      {control.retired !== null && (
        <>
          , until <Day day={control.retired} />
        </>
      )}
      .
      {control.retiredWhy !== null && (
        <>
          {' '}
          <Untrusted text={control.retiredWhy} />
        </>
      )}
    </>
  );
}

/** Whole days from the instant that is judged. */
export function daysLeft(at: string, { horizon }: Judged): number {
  return Math.max(0, Math.ceil((Date.parse(at) - horizon) / DAY));
}
