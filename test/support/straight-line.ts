import { type TestRepository, testRepository } from './git.ts';

/** A straight line of commits without files, one a minute from the first of January 2025. */
export function straightLine(path: string, commits: number): TestRepository {
  const repository = testRepository(path);
  const lines = Array.from({ length: commits }, (_, place) => {
    const parent = place === 0 ? '' : `from :${place}\n`;
    return `commit refs/heads/main\nmark :${place + 1}\ncommitter A <a@x.example> ${1735689600 + place * 60} +0000\ndata 4\nHL-1\n${parent}\n`;
  });
  repository.import(lines.join(''));
  return repository;
}
