import { useParams } from '@tanstack/react-router';
import { type ReactNode, useCallback, useState } from 'react';
import type { AnswerOf } from '../../src/client/call.ts';
import { useAddress, useAnswer, useAnswerIfAny, useWord } from '../api.ts';
import { Definition } from '../judged/definition.tsx';
import { useJudged } from '../judged/judged.ts';
import { counted } from '../judged/outcome-words.ts';
import { PopulationAside } from '../judged/population-aside.tsx';
import { PopulationEmpty } from '../judged/population-empty.tsx';
import { type Filters, useFilters } from '../judged/population-filters.ts';
import { PopulationItem } from '../judged/population-item.tsx';
import { PopulationMatrix } from '../judged/population-matrix.tsx';
import { completenessSentence } from '../judged/population-words.ts';
import { SearchText } from '../judged/search-text.tsx';
import { Button } from '../ui/button.tsx';
import { Pick, Toggle, Tools } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns } from '../ui/section.tsx';
import { countText } from '../ui/times.ts';

type Detail = AnswerOf<'GET /populations/{population}'>;

/** One population: items by attributes, what proves that it is complete, and the facts of the item that is chosen. */
export default function PopulationPage() {
  const { population } = useParams({ strict: false }) as { population: string };
  const detail = useAnswer('GET /populations/{population}', { params: { population } });
  const filters = useFilters();
  const [item, select] = useWord('item');
  const [landed] = useState(item);
  const choose = useCallback((next: string) => chooseAndShow(next, select), [select]);
  return (
    <>
      <PageHead
        crumbs={[{ text: 'Populations', href: '/populations' }, { text: <span className="mono">{population}</span> }]}
        title={titleOf(detail)}
        sub={
          <>
            <Definition text={detail.definition} /> {completenessSentence(detail)}
          </>
        }
        actions={<Actions detail={detail} filters={filters} />}
      />
      <Columns
        side={
          <>
            {item !== undefined && <PopulationItem population={population} item={item} filters={filters.query} onClose={() => select(undefined)} />}
            <PopulationAside detail={detail} first={item === undefined} />
          </>
        }
      >
        {detail.items === 0 ? (
          <NoItems detail={detail} />
        ) : (
          <section aria-label="Items by attributes" className="population">
            <FilterRow detail={detail} filters={filters} />
            <Revealed population={population} filters={filters} item={landed === item ? landed : undefined}>
              {(reveal) => (
                <PopulationMatrix key={filters.text} detail={detail} filters={filters} selected={item} onSelect={choose} reveal={reveal} />
              )}
            </Revealed>
          </section>
        )}
      </Columns>
    </>
  );
}

/** Where the facts stand below the matrix, they are brought into view. */
function chooseAndShow(item: string, select: (item: string) => void): void {
  select(item);
  if (matchMedia('(max-width: 980px)').matches) requestAnimationFrame(() => document.getElementById('chosen')?.scrollIntoView({ block: 'start' }));
}

function titleOf({ title, items, fail, unknown, empty }: Detail): string {
  if (empty !== null) return `${title} · ${empty === 'did-not-occur' ? 'did not occur' : 'not observed'}`;
  const said = [...(fail > 0 ? [`${countText(fail)} with an exception`] : []), ...(unknown > 0 ? [`${countText(unknown)} not fully known`] : [])];
  return `${title} · ${counted(items, 'item')}${said.length > 0 ? `, ${said.join(', ')}` : ''}`;
}

/** What is drawn is what is exported: with filters on, the files hold the same items. */
function Actions({ detail, filters }: { detail: Detail; filters: Filters }) {
  const call = { params: { population: detail.id }, query: filters.query };
  const csv = useAddress('GET /populations/{population}/rows.csv', call);
  const json = useAddress('GET /populations/{population}/rows.ndjson', call);
  const what = filters.on ? 'The items as they are filtered' : `All ${countText(detail.items)} items`;
  return (
    <>
      <Button href={csv} download={`${detail.id}.csv`} title={`${what}, with every attribute, as a table`}>
        CSV
      </Button>
      <Button href={json} download={`${detail.id}.ndjson`} title={`${what}, with every attribute, one JSON document a line`}>
        JSON
      </Button>
      <Button href="/audit" main disabledReason={whyNoSample(detail)}>
        Draw a sample
      </Button>
    </>
  );
}

function whyNoSample({ items, engagements }: Detail): string | undefined {
  if (engagements.length === 0) return 'No auditor’s engagement is open for this audit. Samples are drawn in one, from a population that it froze.';
  return items === 0 ? 'There is no item to draw.' : undefined;
}

function FilterRow({ detail, filters: { show, setShow, check, setCheck, order, setOrder } }: { detail: Detail; filters: Filters }) {
  const toggle = (name: string) => ({ on: show === name, onChange: (on: boolean) => setShow(on ? name : undefined) });
  const attribute = detail.attributes.find((one) => one.check === check);
  const counts = attribute ?? detail;
  return (
    <Tools
      end={
        <>
          {detail.attributes.length > 1 && (
            <Pick
              label="Attribute"
              value={attribute?.check ?? ''}
              onChange={(next) => setCheck(next === '' ? undefined : next)}
              options={[['', 'any'], ...detail.attributes.map((one) => [one.check, `${one.letter} ${one.name}`] as const)]}
            />
          )}
          <Pick
            label="Order"
            value={order}
            onChange={setOrder}
            options={[
              ['newest', 'newest first'],
              ['oldest', 'oldest first'],
              ['title', 'by title'],
              ['worst', 'worst first'],
            ]}
          />
        </>
      }
    >
      <SearchText label="Title or id" />
      <Toggle on={show === undefined} onChange={() => setShow(undefined)} count={detail.items}>
        All
      </Toggle>
      {detail.attributes.length > 0 && (
        <>
          <Toggle state="fail" {...toggle('fail')} count={counts.fail} />
          <Toggle state="unknown" {...toggle('unknown')} count={counts.unknown} />
          <Toggle state="excluded" {...toggle('excluded')} count={counts.excluded} />
        </>
      )}
      {attribute !== undefined && <Toggle state="not-owed" {...toggle('not-owed')} count={attribute.notOwed} />}
      {detail.sampled > 0 && (
        <Toggle {...toggle('sampled')} count={detail.sampled}>
          Sample
        </Toggle>
      )}
    </Tools>
  );
}

/** The row of the item with which the page was opened, once it is known where it stands. */
function Revealed({
  population,
  filters,
  item,
  children,
}: {
  population: string;
  filters: Filters;
  item: string | undefined;
  children: (reveal: number | undefined) => ReactNode;
}) {
  return item === undefined ? (
    children(undefined)
  ) : (
    <Place population={population} filters={filters} item={item}>
      {children}
    </Place>
  );
}

function Place({
  population,
  filters,
  item,
  children,
}: {
  population: string;
  filters: Filters;
  item: string;
  children: (reveal: number | undefined) => ReactNode;
}) {
  const { answer } = useAnswerIfAny('GET /populations/{population}/items/{item}', { params: { population, item }, query: filters.query });
  return children(answer?.position ?? undefined);
}

function NoItems({ detail }: { detail: Detail }) {
  const { view } = useJudged();
  return <PopulationEmpty detail={detail} from={view.period.from} horizon={view.period.horizon} />;
}
