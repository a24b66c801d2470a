import type { View } from './view.ts';

/** The exclusions that were judged with the period, and the titles of their checks. */
export function exclusionsOf({ report, summary }: View, _: Readonly<Record<string, never>>) {
  return { exclusions: report.exclusions, titles: Object.fromEntries(summary.checks.map((one) => [one.id, one.title])) };
}
