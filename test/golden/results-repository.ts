import { type TestRepository, testRepository } from '../support/git.ts';
import { commitInstants, filesAt } from './results-company.ts';

/** The company's repository, as far as it was written by an instant: one commit for each instant at which something was. */
export function companyRepository(path: string, until: string): TestRepository {
  const repository = testRepository(path);
  writeOn(
    repository,
    commitInstants().filter((at) => at <= Date.parse(until)),
  );
  return repository;
}

/** What was written after an instant. */
export function writeRest(repository: TestRepository, after: string): void {
  writeOn(
    repository,
    commitInstants().filter((at) => at > Date.parse(after)),
  );
}

function writeOn(repository: TestRepository, instants: readonly number[]): void {
  const begun = repository.git('branch', '--list', 'main') !== '';
  repository.import(instants.map((at, index) => commitAt(at, begun && index === 0)).join(''));
  repository.git('reset', '--quiet', '--hard', 'main');
}

function commitAt(instant: number, continues: boolean): string {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const files = Object.entries(filesAt(instant)).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
  const head = `commit refs/heads/main\ncommitter Ada Example <ada@x.example> ${instant / 1000} +0000\n${data('Write down')}`;
  return `${head}${continues ? 'from refs/heads/main^0\n' : ''}${files.join('')}\n`;
}

/** Afterwards somebody notices a vendor of long ago: nothing is asked of vendors. */
export function noteVendor(repository: TestRepository, at: string): void {
  const row = '{ id: ve-1, name: Example Cloud, service: Hosting, tier: minor, owner: p-002, since: 2023-01-01 }';
  repository.commit({ at, files: { 'records/vendors.yaml': `vendors:\n  - ${row}\n` } });
}

/** Afterwards somebody corrects when v-12 was found. */
export function moveFinding(repository: TestRepository, at: string): void {
  const path = 'records/vulnerabilities.yaml';
  const text = repository.git('show', `HEAD:${path}`);
  repository.commit({ at, files: { [path]: `${text.replace('found: 2025-10-01T00:00:00Z', 'found: 2025-10-02T00:00:00Z')}\n` } });
}
