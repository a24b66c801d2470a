import { useAnswerIfAny } from '../api.ts';
import type { Judged } from '../judged/judged.ts';
import { controlPath, populationPath } from '../judged/links.ts';
import { counted } from '../judged/outcome-words.ts';
import { Person } from '../judged/person.tsx';
import { Go } from '../ui/go.tsx';
import { Moment } from '../ui/moment.tsx';
import { Properties } from '../ui/properties.tsx';
import { Section } from '../ui/section.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import type { Check } from './check-items.tsx';

/** What the check is: its settings, its population, what it speaks for, what it reads, and what mends an exception. */
export function About({ check, judged }: { check: Check; judged: Judged }) {
  const { answer } = useAnswerIfAny('GET /checks/{check}/settings', { params: { check: check.check } });
  const { completeness, population } = check;
  return (
    <Section title="About this check" note={`version ${check.version}`} strong id="about">
      <Properties
        properties={[
          { name: 'Check', value: check.check, mono: true },
          ...check.settings.map((setting, at) => ({
            name: check.settings.length > 1 ? `Setting ${at + 1}` : 'Setting',
            value: (
              <SettingFrom setting={setting} since={sinceOf(answer?.settings.find((one) => one.name === setting.name)?.steps.at(-1)?.from, judged)} />
            ),
          })),
          {
            name: 'Population',
            value: (
              <>
                <Go href={populationPath(population.id)}>
                  <span title={completeness.definition}>{population.title}</span>
                </Go>
                : {completenessText(check)}
              </>
            ),
          },
          {
            name: check.speaksFor.length === 1 ? 'Control' : 'Controls',
            value:
              check.speaksFor.length === 0
                ? 'No control in scope rests on it.'
                : check.speaksFor.map((one) => (
                    <span key={one.control} className="speaks-for">
                      <Go href={controlPath(one.control)}>{one.title}</Go>, <Person id={one.owner} />
                      {one.criteria.map(({ criterion, reason }) => (
                        <span key={criterion} className="s2">
                          <Go href={`/criteria#${criterion}`}>{criterion}</Go> {reason}
                        </span>
                      ))}
                    </span>
                  )),
          },
          {
            name: 'Reads',
            value: check.reads.length === 0 ? 'A check of an earlier version: what it read is not known here.' : check.reads.join(', '),
            mono: check.reads.length > 0,
          },
          { name: 'Seen', value: check.by === 'automated' ? 'by what systems tell' : 'by records that people make' },
          { name: 'Mends it', value: check.mend },
        ]}
      />
    </Section>
  );
}

/** Since when a value counted, as far as the period goes: null where it counted when the period began. */
function sinceOf(from: string | undefined, { axis }: Judged): string | null {
  return from === undefined || Date.parse(from) <= axis.from ? null : from;
}

function SettingFrom({ setting: { name, title, written, policy }, since }: { setting: Check['settings'][number]; since: string | null }) {
  return (
    <>
      {title}{' '}
      <b>
        <Untrusted text={written} />
      </b>
      .{' '}
      {policy === null ? (
        <span className="unknown">Tickmark’s default, adopted by nobody: name {name} in a policy to make it yours.</span>
      ) : (
        <>
          From the policy <Go href={`/policies/${encodeURIComponent(policy.id)}`}>{policy.id}</Go>, version {policy.version},{' '}
          {since === null ? (
            'in force since before the period began.'
          ) : (
            <>
              in force since <Moment at={since} />.
            </>
          )}
        </>
      )}
    </>
  );
}

function completenessText({ completeness: { items, looks, reconciliations, differing }, unseen }: Check): string {
  const held =
    reconciliations === 0
      ? 'held against no second source'
      : `held against ${counted(reconciliations, 'second source')}, ${differing === 0 ? 'without a difference' : `${differing} with differences`}`;
  const gaps =
    unseen.length === 0
      ? 'no gap in which others could have stood unseen'
      : `${counted(unseen.length, 'gap')} in which others could have stood unseen`;
  return `${counted(items, 'item')} from ${counted(looks, 'look')}, ${held}; ${gaps}.`;
}
