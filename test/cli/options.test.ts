import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tickmark, tooWide } from '../support/cli.ts';
import { type TestRepository, temporaryFolder, testRepository } from '../support/git.ts';

const folder = temporaryFolder();
let code: TestRepository;
beforeAll(() => {
  code = testRepository(`${folder.path}/api`);
  code.commit({ at: '2025-01-01T10:00:00Z' });
});
afterAll(() => folder.remove());

const here = { folder: folder.path };
const commands = [
  'check',
  'init',
  'collect',
  'assess',
  'state',
  'results',
  'criteria',
  'controls',
  'export',
  'verify',
  'doctor',
  'migrate',
  'connect',
  'secrets',
];

describe('help', () => {
  test.each([['--help'], ...commands.map((command) => [command, '--help'])])('%s %s fits 80 columns, on standard output', async (...args) => {
    const { code: exit, out, err } = await tickmark(args, here);
    expect([exit, err]).toEqual([0, '']);
    expect(out).toContain('Usage: tickmark');
    expect(out).not.toContain('(default: [])');
    expect(tooWide(out)).toEqual([]);
  });

  test('names every command, every exit code and the next step', async () => {
    const { out } = await tickmark(['--help'], here);
    for (const command of commands) expect(out).toContain(`  ${command} `);
    for (const exit of [0, 1, 2, 3, 4]) expect(out).toContain(`\n  ${exit}  `);
    expect(out).toContain('npm run -s tickmark -- check --git PATH');
  });
});

describe('what cannot be done is said in a sentence, with what to do, on standard error, with exit code 2', () => {
  test.each([
    [['check'], 'Name a clone with --git PATH'],
    [['chek'], '(Did you mean check?)'],
    [['check', '--gti', 'api'], '(Did you mean --git?)'],
    [['check', '--git'], 'argument missing'],
    [['check', '--git', 'api', '--fail-on', 'always'], '--fail-on takes exceptions, unknown or never, not "always".'],
    [['assess', '--as-known-at', 'yesterday'], '"yesterday" is not an instant. Write 2025-06-30T12:00:00Z'],
    [['state', '--at', '2025-02-30'], '"2025-02-30" is not a day of the calendar.'],
    [['state', '--at', '2025-06-30T12:00:00'], 'is not an instant'],
    [['collect'], 'tickmark.yaml. Run `tickmark init` to write one, or name it with --config.'],
    [['assess'], 'Nobody has looked at anything yet, so there is nothing to judge. Run: tickmark collect'],
    [['state'], 'Nobody has looked at anything yet'],
    [['export', '--out', 'package'], 'There is no sealed assessment (there are: none). Run `tickmark assess` first.'],
    [['export'], "required option '--out <folder>'"],
    [['verify'], "missing required argument 'package'"],
    [['verify', 'nowhere'], 'There is no folder'],
    [['verify', '.', '--own-key', '--data', 'none'], 'holds no keys. Name the data directory with --data, or a key with --key.'],
    [['connect', 'gitlab', 'example'], 'Tickmark cannot connect "gitlab". What it can: github.'],
    [['connect', 'github', 'ghp_0123456789abcdef'], 'A token on the command line can be seen by others'],
    [['connect', 'github', 'https://github.com/example'], 'The organization is its login'],
    [['connect', 'github', 'example'], 'There is no token on standard input. How to make one: tickmark connect github'],
    [['connect', 'github', 'example', '--token-env', 'NO_SUCH'], 'There is no token in the variable NO_SUCH.'],
    [['connect', 'github', 'example', '--app', 'x'], '--app takes the number that GitHub shows, not "x".'],
    [['check', '--github', 'example'], 'The variable GITHUB_TOKEN is not set.'],
    [['secrets', 'show'], 'Write: tickmark secrets list'],
    [['secrets', 'remove', 'nowhere'], 'Nothing is stored for a connection "nowhere".'],
    [['secrets', 'rotate'], 'No secret is stored yet'],
    [['migrate'], 'Set DATABASE_ADMIN_URL and DATABASE_URL.'],
    [['init', 'new', '--zone', 'Mars/Base'], '"Mars/Base" is not a time zone. Write an IANA name such as Europe/Vienna or UTC.'],
    [['init', 'new', '--since', 'soon'], '"soon" is not a date. Write it as 2025-12-31.'],
    [['init', 'new', '--repository', 'nowhere'], 'nowhere is not a Git repository. Give the folder of a clone.'],
  ])('tickmark %j', async (args, sentence) => {
    const { code: exit, out, err } = await tickmark(args, here);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).not.toContain('bug');
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('init', () => {
  test('writes a program once, names clones by the way that leads to them from there, and says what comes next', async () => {
    const first = await tickmark(['init', 'program', '--repository', 'api', '--zone', 'Europe/Vienna'], here);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out.replaceAll('\n', ' ')).toContain('Nothing in them is adopted yet.');
    expect(first.out).toContain('cd program');
    expect(tooWide(first.out.replaceAll(folder.path, ''))).toEqual([]);
    const configuration = await import('node:fs/promises').then((fs) => fs.readFile(`${folder.path}/program/tickmark.yaml`, 'utf8'));
    expect(configuration).toContain('path: ../api');
    const second = await tickmark(['init', 'program', '--zone', 'UTC'], here);
    expect(second.code).toBe(2);
    expect(second.err).toContain('Nothing was written.');
  });
});
