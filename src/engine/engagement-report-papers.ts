import { workpapers } from '../audit/workpapers/compose.ts';
import type { SealedRows } from '../audit/workpapers/sealed-rows.ts';
import type { Workpapers } from '../audit/workpapers/workpapers.ts';
import { sha256Hex } from '../kernel/hash.ts';
import type { Engagement } from '../workflows/engagements/engagement-state.ts';
import { readEngagement } from './engagements.ts';
import type { Installation } from './installation.ts';
import { type Reported, reportOfRows, responsesOf } from './program-report.ts';
import { chooseAssessment, type SealedAssessment } from './sealed-assessments.ts';
import { readRows } from './sealed-rows.ts';
import { frozenFrom } from './workpapers.ts';

/** The workpapers of an engagement as they stand. */
export interface Papers {
  /** Changes with whatever could change them. */
  readonly version: string;
  readonly state: Engagement;
  readonly papers: Workpapers;
}

export interface PapersReader {
  /** @throws Refusal `engagement/unknown`, `engagement/no-assessment`, `workpapers/…`, `blob/…` */
  read(id: string): Promise<Papers>;
}

/** Assessments whose rows are kept: what was frozen, and the newest. */
const KEPT = 2;

/** Reads workpapers, and keeps what cannot have changed: the rows of an assessment, its results until somebody responds, the papers until somebody decides. */
export function openPapers(installation: Installation): PapersReader {
  const rows = keeping<SealedRows>(KEPT);
  const reports = keeping<Reported>(KEPT);
  const papers = keeping<Papers>(KEPT);

  const rowsOf = (sealed: SealedAssessment) =>
    rows(sealed.entry, async () => ({ summary: sealed.summary, ...(await readRows(installation.dataDirectory, sealed.summary)) }));
  const reported = async (sealed: SealedAssessment): Promise<Reported> => {
    const said = sha256Hex(JSON.stringify(await responsesOf(installation)));
    return reports(`${sealed.entry} ${said}`, async () => {
      const { findings, items } = await rowsOf(sealed);
      return { sealed, rows: { findings, items }, report: await reportOfRows(installation, sealed, { findings, items }) };
    });
  };
  return {
    async read(id) {
      const { state, instance } = await readEngagement(installation, id);
      const sealed = await chooseAssessment(installation, { audit: state.audit }, 'engagement/no-assessment');
      const said = sha256Hex(JSON.stringify(await responsesOf(installation)));
      const version = sha256Hex(JSON.stringify([id, instance.history.length, sealed.entry, said])).slice(0, 24);
      return papers(version, async () => {
        const { report } = await reported(sealed);
        const assessments = await frozenFrom(installation, state, rowsOf);
        return { version, state, papers: workpapers({ id, engagement: state, assessments, current: await rowsOf(sealed), report }) };
      });
    },
  };
}

/** What was once read under a key, for the keys that were asked for last; what failed is read anew. */
function keeping<T>(most: number): (key: string, read: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, read) => {
    const known = kept.get(key) ?? read();
    kept.delete(key);
    kept.set(key, known);
    known.catch(() => kept.delete(key));
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(oldest);
    return known;
  };
}
