import { z } from 'zod';
import { parseStrictJson } from '../../kernel/canonical-json.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { DrawnItem } from '../sampling/draw.ts';
import type { By, EngagementPaper, InTest, SamplePaper } from './workpapers.ts';

/** `samples/<control>--<population>.json`: with the population's rows, all that it takes to draw the sample again. */
export interface SampleFile extends InTest {
  readonly format: 'tickmark-drawn-sample/1';
  /** Id of the engagement. */
  readonly engagement: string;
  readonly populationSha256: string;
  /** Half-open. */
  readonly period: { readonly from: string; readonly until: string };
  readonly strata: number;
  readonly size: number;
  readonly seed: string;
  readonly items: readonly DrawnItem[];
  /** In the order in which they were drawn, each besides all before it. */
  readonly extensions: readonly (By & { readonly reason: string; readonly items: readonly DrawnItem[] })[];
}

/** The file of a sample that an engagement drew. */
export function sampleFile({ id, period }: Pick<EngagementPaper, 'id' | 'period'>, { control, population }: InTest, sample: SamplePaper): SampleFile {
  const { sha256, strata, size, seed, items, extensions } = sample;
  return {
    format: 'tickmark-drawn-sample/1',
    engagement: id,
    control,
    population,
    populationSha256: sha256,
    period: { from: period.from, until: period.until },
    strata,
    size,
    seed,
    items,
    extensions,
  };
}

/**
 * Reads such a file.
 * @throws Refusal `workpapers/sample` for anything else.
 */
export function readSampleFile(text: string): SampleFile {
  const read = shape.safeParse(parsed(text));
  if (read.success) return read.data;
  const at = read.error.issues[0]?.path.join('.') ?? '';
  throw new Refusal('workpapers/sample', `This is not the file of a drawn sample${at === '' ? '' : `: ${at} is not as it should be`}. ${advice}`);
}

const advice = 'Take it as it was written, from the folder samples of the workpapers.';

function parsed(text: string): unknown {
  try {
    return parseStrictJson(text);
  } catch {
    throw new Refusal('workpapers/sample', `This is not a file of JSON. ${advice}`);
  }
}

const drawn = z.array(z.strictObject({ item: z.string(), stratum: z.number().int(), rank: z.string() }));

const shape: z.ZodType<SampleFile> = z.strictObject({
  format: z.literal('tickmark-drawn-sample/1'),
  engagement: z.string(),
  control: z.string(),
  population: z.string(),
  populationSha256: z.string(),
  period: z.strictObject({ from: z.string(), until: z.string() }),
  strata: z.number(),
  size: z.number(),
  seed: z.string(),
  items: drawn,
  extensions: z.array(z.strictObject({ reason: z.string(), items: drawn, by: z.string(), at: z.string() })),
});
