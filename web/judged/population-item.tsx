import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswerIfAny } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { List, type ListEntry } from '../ui/list.tsx';
import { Moment } from '../ui/moment.tsx';
import { ProblemNote } from '../ui/problem.tsx';
import { Properties } from '../ui/properties.tsx';
import { Section } from '../ui/section.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Untrusted } from '../ui/untrusted.tsx';
import { controlPath, itemPath } from './links.ts';
import type { Filters } from './population-filters.ts';

type Item = AnswerOf<'GET /populations/{population}/items/{item}'>;
type Attribute = Item['attributes'][number];

export interface PopulationItemProps {
  population: string;
  item: string;
  filters: Filters['query'];
  onClose: () => void;
}

/** The item that is chosen: why it belongs here, and what each attribute says of it. */
export function PopulationItem({ population, item, filters, onClose }: PopulationItemProps) {
  const { answer, problem } = useAnswerIfAny('GET /populations/{population}/items/{item}', { params: { population, item }, query: filters });
  const shown = answer?.item === item ? answer : undefined;
  return (
    <Section
      id="chosen"
      title={shown === undefined ? 'Item' : <Untrusted text={shown.title} />}
      action={<Button onClick={onClose}>Close</Button>}
      strong
    >
      {problem !== null && <ProblemNote problem={problem} />}
      {shown !== undefined && <Facts population={population} item={shown} />}
    </Section>
  );
}

function Facts({ population, item }: { population: string; item: Item }) {
  const asked = item.attributes.filter((one) => one.outcome !== null);
  return (
    <>
      <Properties
        properties={[
          { name: 'Id', value: <Untrusted text={item.item} mono /> },
          { name: 'When', value: <When item={item} /> },
          { name: 'Belongs here', value: <Untrusted text={item.because} /> },
          item.samples.length > 0 && { name: 'Sample', value: <Samples item={item} /> },
          item.leaves.length > 0 && { name: 'Evidence', value: <Evidence leaves={item.leaves} /> },
          isChange(population) && {
            name: 'Change',
            value: <Go href={`/changes/${encodeURIComponent(item.item)}`}>Its story: commits, reviews, checks</Go>,
          },
        ]}
      />
      {asked.length > 0 && <List marks entries={asked.map((one) => entryOf(one, item.item))} />}
    </>
  );
}

function isChange(population: string): boolean {
  return population === 'changes' || population === 'hosted-changes' || population === 'emergency-changes';
}

function When({ item: { from, until } }: { item: Item }) {
  const begin = from === null ? 'from before anything was known' : <Moment at={from} />;
  if (until === null) return <>{begin}, and on</>;
  if (from !== null && Date.parse(until) - Date.parse(from) <= 1) return begin;
  return (
    <>
      {begin} to <Moment at={until} />
    </>
  );
}

function Samples({ item }: { item: Item }) {
  return item.samples.map((one) => (
    <div key={`${one.engagement} ${one.control}`}>
      <b className="sno">{one.number}</b> for <Go href={controlPath(one.control)}>{one.control}</Go>
    </div>
  ));
}

/** Facts by their place in the ledger; many are told by the first of them. */
function Evidence({ leaves }: { leaves: readonly number[] }) {
  const first = leaves.slice(0, 6);
  return (
    <>
      {first.map((leaf, at) => (
        <span key={leaf}>
          {at > 0 && ', '}
          <Go href={`/evidence/${leaf}`} label={`Evidence at place ${leaf} of the ledger`}>
            {leaf.toLocaleString('en-US')}
          </Go>
        </span>
      ))}
      {leaves.length > first.length && <span className="n"> and {leaves.length - first.length} more</span>}
    </>
  );
}

function entryOf(attribute: Attribute, item: string): ListEntry {
  const { letter, check, name, outcome, because, excludedBy, leaves } = attribute;
  return {
    key: check,
    lead: <Mark outcome={outcome ?? 'not-owed'} excluded={excludedBy !== null} />,
    title: `${letter} · ${name}`,
    href: itemPath(check, item),
    text: (
      <>
        <Untrusted text={because} />
        {excludedBy !== null && (
          <>
            {' '}
            Excluded by <Go href="/exclusions">{excludedBy}</Go>, which changes nothing beneath.
          </>
        )}
        {leaves.length > 0 && (
          <span className="n">
            {' '}
            Rests on <Evidence leaves={leaves} />.
          </span>
        )}
      </>
    ),
  };
}

function Mark({ outcome, excluded }: { outcome: 'pass' | 'fail' | 'unknown' | 'not-owed'; excluded: boolean }) {
  if (!excluded) return <StateMark state={outcome} />;
  return <StateMark state="excluded" under={outcome === 'not-owed' ? undefined : outcome} />;
}
