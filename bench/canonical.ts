import { canonicalJson, type Json } from '../src/kernel/canonical-json.ts';
import { type Bench, type Contender, inTurns, type Report, requireSameAnswer, speedRatio } from './harness.ts';
import { madeChange } from './made-changes.ts';
import { peer } from './peers.ts';

type Write = (value: Json) => string;

const US = 'Tickmark, canonicalJson';
const CANONICALIZE = 'canonicalize 5.1.0';
const LIMIT = 'JSON.stringify, which neither sorts nor refuses';

/** B11: RFC 8785. */
export const canonical: Bench = {
  name: 'canonical',
  title: 'B11: canonical JSON',
  defaultSize: 100_000,
  async run({ size, rounds }): Promise<Report> {
    const documents = Array.from({ length: size }, (_, number) => madeChange(number, size) as unknown as Json);
    const { default: canonicalize } = await peer<{ default: Write }>('canonicalize');
    const { canonicalize: jsonCanonicalize } = await peer<{ canonicalize: Write }>('json-canonicalize');
    const writers: readonly [string, Write][] = [
      [US, canonicalJson],
      [CANONICALIZE, canonicalize],
      ['json-canonicalize 3.0.1', jsonCanonicalize],
      [LIMIT, (value) => JSON.stringify(value)],
    ];
    for (const document of documents.slice(0, 1000)) requireSame(document, writers.slice(0, 3));
    const contenders = writers.map(
      ([name, write]): Contender => ({ name, units: size, run: () => documents.reduce<number>((sum, one) => sum + write(one).length, 0) }),
    );
    const measured = await inTurns(contenders, rounds);
    requireSameAnswer(measured);
    return {
      work: `${size.toLocaleString('en')} changes of ${Math.round(canonicalJson(documents[0] as Json).length)} bytes each, written in the one form of RFC 8785; the first 1,000 are compared letter by letter.`,
      unit: 'documents',
      measured,
      goals: [
        { goal: `at least 2.5 × ${CANONICALIZE}`, reached: speedRatio(measured, US, CANONICALIZE), atLeast: 2.5 },
        { goal: 'share of JSON.stringify (no goal)', reached: speedRatio(measured, US, LIMIT) },
      ],
    };
  },
};

function requireSame(document: Json, writers: readonly (readonly [string, Write])[]): void {
  const texts = new Set(writers.map(([, write]) => write(document)));
  if (texts.size > 1) throw new Error(`They write it differently: ${[...texts].join('\n')}`);
}
