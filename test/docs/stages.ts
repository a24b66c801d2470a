import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { audited, controlFiles, peopleText, recordsOnly, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';
import { startTestServer } from '../support/server.ts';
import type { Stage } from './played.ts';

/** An empty folder but for a clone, in the middle of a year. */
export async function newcomer(): Promise<{ stage: Stage; remove(): Promise<void> }> {
  const folder = temporaryFolder();
  const home = join(folder.path, 'work');
  mkdirSync(home);
  const api = testRepository(join(home, 'api'));
  api.commit({ at: '2025-02-03T09:12:00Z', message: 'API-1 Answer with problem details', author: 'Ada Example <ada@x.example>' });
  api.commit({ at: '2025-03-04T15:40:00Z', message: 'Mend the build', author: 'Ben Example <ben@x.example>' });
  api.commit({ at: '2025-05-06T08:05:00Z', message: 'API-2 Page through lists', author: 'Ada Example <ada@x.example>' });
  const server = await startTestServer({});
  return {
    stage: { folder: home, at: new Date('2025-06-10T08:00:00Z'), databaseUrl: server.appUrl('tickmark_template') },
    async remove() {
      await server.stop();
      folder.remove();
    },
  };
}

/** A company whose records name a year of vulnerabilities, an engagement that was opened in summer, and a package of that time. */
export async function audit(): Promise<{ stage: Stage; remove(): Promise<void> }> {
  const here = await audited({
    'tickmark.yaml': recordsOnly,
    'records/scope.yaml': scopeText(),
    'records/people.yaml': peopleText,
    ...controlFiles,
    'records/vulnerabilities.yaml': vulnerabilitiesText(27),
  });
  const ran = async (at: string, ...args: string[]) => {
    const { code, err } = await here.run(at, args);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${err}`);
  };
  const summer = '2025-07-10T00:00:00Z';
  await ran(summer, 'collect');
  await ran(summer, 'assess', '--audit', 'year', '--fail-on', 'never');
  await ran(summer, 'export', '--audit', 'year', '--out', '../earlier');
  await ran(summer, 'engagement', 'open', 'type-2-2025', '--audit', 'year', '--firm', 'Firm LLP', '--auditor', 'aud-1=Ada Auditor', '--as', 'p-001');
  here.records.commit({ at: '2026-01-02T10:00:00Z', files: { 'records/vulnerabilities.yaml': vulnerabilitiesText(52) } });
  await ran('2026-01-10T00:00:00Z', 'collect');
  await ran('2026-01-10T00:00:00Z', 'assess', '--audit', 'year', '--fail-on', 'never');
  const told = join(here.folder, 'company-key.txt');
  copyFileSync(join(here.folder, 'earlier', 'key.txt'), told);
  return { stage: { folder: here.program, at: new Date('2026-01-10T08:00:00Z'), databaseUrl: here.databaseUrl }, remove: here.remove };
}
