import { Fragment } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAnswer } from '../api.ts';
import { checkPath, itemPath, populationPath } from '../judged/links.ts';
import { counted, listed } from '../judged/outcome-words.ts';
import { Chip } from '../ui/chip.tsx';
import { Go } from '../ui/go.tsx';
import { DayRange } from '../ui/moment.tsx';
import { Properties, type Property } from '../ui/properties.tsx';
import { SheetPart } from '../ui/sheet.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Untrusted } from '../ui/untrusted.tsx';

type Uses = AnswerOf<'GET /evidence/{leaf}/uses'>;
type Check = Uses['checks'][number];

/** Items of one check that stand here; the check's own page has them all. */
const SHOWN = 5;

/** Which findings rest on the entry, over the period of the page. */
export function UsedBy({ leaf }: { leaf: string }) {
  const uses = useAnswer('GET /evidence/{leaf}/uses', { params: { leaf } });
  const period = <DayRange first={uses.period.first} last={uses.period.last} />;
  const nothing = uses.checks.length === 0 && uses.populations.length === 0;
  return (
    <SheetPart title="Used by" note={<>what was judged over {period}</>}>
      {nothing ? (
        <p className="s2">
          {uses.known
            ? 'No finding of this period rests on it alone or together with others.'
            : 'It came into the ledger after what this period was judged from, so nothing there rests on it.'}
        </p>
      ) : (
        <>
          <dl className="kv used-by">
            {uses.checks.map((check) => (
              <Fragment key={check.check}>
                <dt>Check</dt>
                <dd>
                  <OneCheck check={check} />
                </dd>
              </Fragment>
            ))}
          </dl>
          <Properties properties={[...populationRows(uses), ...criteriaRow(uses)]} />
        </>
      )}
    </SheetPart>
  );
}

function OneCheck({ check }: { check: Check }) {
  const worth = check.shown.filter((one) => one.outcome === 'fail' || one.outcome === 'unknown');
  const shown = (worth.length > 0 ? worth : check.shown).slice(0, SHOWN);
  return (
    <>
      <Go href={checkPath(check.check)}>{check.asks}</Go> <span className="n">{tally(check)}</span>
      <ul className="used">
        {shown.map((one) => (
          <li key={one.item} title={one.because}>
            <StateMark state={one.excludedBy === null ? one.outcome : 'excluded'} />
            <span>
              <Go href={itemPath(check.check, one.item)}>
                <Untrusted text={one.title} />
              </Go>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function tally({ items, pass, fail, unknown, notOwed, excluded }: Check): string {
  const parts = [
    fail > 0 && `${fail} fail`,
    unknown > 0 && `${unknown} unknown`,
    pass > 0 && `${pass} pass`,
    notOwed > 0 && `${notOwed} not owed`,
    excluded > 0 && `${excluded} excluded`,
  ].filter((one) => one !== false);
  return `${counted(items, 'item rests', 'items rest')} on it: ${listed(parts)}`;
}

function populationRows({ populations }: Uses): Property[] {
  if (populations.length === 0) return [];
  return [
    {
      name: populations.length === 1 ? 'Population' : 'Populations',
      value: populations.map((one) => (
        <div key={one.population}>
          <Go href={populationPath(one.population)}>{one.title}</Go> <span className="n">{populationWords(one)}</span>
        </div>
      )),
    },
  ];
}

function populationWords({ items, completeness }: Uses['populations'][number]): string {
  return [items > 0 && `it makes ${counted(items, 'item')}`, completeness && 'its completeness rests on it']
    .filter((one) => one !== false)
    .join('; ');
}

function criteriaRow({ checks }: Uses): Property[] {
  const criteria = [...new Set(checks.flatMap((one) => one.criteria))].sort();
  if (criteria.length === 0) return [];
  return [
    {
      name: 'Criteria',
      value: criteria.map((one) => (
        <Chip key={one} href={`/criteria#${encodeURIComponent(one)}`}>
          {one}
        </Chip>
      )),
    },
  ];
}
