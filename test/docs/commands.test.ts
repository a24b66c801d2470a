import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/git.ts';
import { documentOf, documents } from './documents.ts';
import { commands } from './named.ts';
import { refusalOf } from './parsed.ts';
import { toTickmark, typedLines } from './typed.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const named = documents().map((one) => [one.path, commands(one)] as const);

describe('every command of the documents is one that the program takes', () => {
  test('there are commands to read', () => {
    expect(named.flatMap(([, lines]) => lines).length).toBeGreaterThan(60);
  });

  test.each(named.filter(([, lines]) => lines.length > 0))('%s', async (_path, lines) => {
    const refused: string[] = [];
    for (const args of lines) {
      const said = await refusalOf(args, folder.path);
      if (said !== null) refused.push(`tickmark ${args.join(' ')}: ${said}`);
    }
    expect(refused).toEqual([]);
  });

  test.each([
    ['tickmark chek --git api', 'Did you mean check'],
    ['tickmark check --gti api', 'Did you mean --git'],
    ['npm run -s tickmark -- verify', 'missing required argument'],
    ['tickmark export', "required option '--out <folder>'"],
    ['tickmark collect everything', 'too many arguments'],
    ['tickmark engagement freez e1 --as p-001', 'error: '],
    ['KEY=1 tickmark assess --agian | jq .', 'Did you mean --again'],
    ['tickmark engagement freeze e1 …', null],
    ['tickmark engagement freeze e1', "required option '--as <person>'"],
    ['tickmark verify package --own-key', null],
  ])('%s', async (line, said) => {
    const [args] = commands(documentOf('docs/guides/planted.md', `\`\`\`sh\n${line}\n\`\`\``));
    const refusal = await refusalOf(args ?? [], folder.path);
    if (said === null) expect(refusal).toBeNull();
    else expect(refusal).toContain(said);
  });

  test('a command between backticks is held to its name and its options', async () => {
    const lines = commands(documentOf('docs/guides/planted.md', '`tickmark engagement extend` `tickmark engagement extnd` `tickmark verify --gti`'));
    const refusals: (string | null)[] = [];
    for (const args of lines) refusals.push(await refusalOf(args, folder.path));
    expect(refusals).toEqual([null, expect.stringContaining('error: '), expect.stringContaining('error: ')]);
  });
});

test('lines are read as a shell reads them', () => {
  const [one, two, three] = typedLines(`tickmark check --git "my api" \\\n  --json   # exit code 1\n# nothing\n\nls 'a b'\nA=1 tickmark open | cat`);
  expect([one?.words, one?.remark]).toEqual([['tickmark', 'check', '--git', 'my api', '--json'], 'exit code 1']);
  expect([two?.words, toTickmark(two!)]).toEqual([['ls', 'a b'], null]);
  expect(toTickmark(three!)).toEqual(['open']);
});
