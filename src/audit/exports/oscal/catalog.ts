import { type Criterion, criteria } from '../../../controls/criteria.ts';
import { metadata, type OscalFrom } from './from.ts';
import { controlId, line, type OscalObject, props, prose, token } from './vocabulary.ts';

const REMARKS =
  'The Trust Services Criteria as controls, by their ids. Each title is a paraphrase of our own; the official text of the criteria is AICPA’s and is not reproduced here.';

/** The 61 criteria as an OSCAL catalog, a group for each series. */
export function catalog(from: OscalFrom): OscalObject {
  const official = from.uuid('resource', 'official-text');
  return {
    uuid: from.uuid('document', 'catalog'),
    metadata: metadata(from, 'Trust Services Criteria, paraphrased', REMARKS),
    groups: [...bySeries()].map(([series, held]) => ({
      id: token((series.split(' ')[0] ?? series).toLowerCase()),
      class: 'series',
      title: prose(series),
      controls: held.map((criterion) => control(criterion, official)),
    })),
    'back-matter': {
      resources: [
        {
          uuid: official,
          title: 'Trust Services Criteria, official text',
          description: 'Published by AICPA as TSP section 100, under its copyright. It is named here and not reproduced.',
        },
      ],
    },
  };
}

function bySeries(): ReadonlyMap<string, readonly Criterion[]> {
  return Map.groupBy<string, Criterion>(criteria, (one) => one.series);
}

function control({ id, category, asks }: Criterion, official: string): OscalObject {
  return {
    id: controlId(id),
    class: 'criterion',
    title: prose(asks),
    props: [{ name: 'label', value: line(id) }, ...props({ category })],
    links: [{ href: `#${official}`, rel: 'reference' }],
  };
}
