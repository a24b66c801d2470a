import type { Repository } from '../company/world.ts';

/** What a source file holds after a series of touches: small and readable, and different after every one. */
export function sourceText(path: string, touches: readonly string[]): string {
  const lines = touches.slice(-24);
  const revision = touches.length;
  if (path.endsWith('.md')) return `# ${nameOf(path)}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
  if (path.endsWith('.tf')) return terraform(path, lines, revision);
  return typescript(path, lines, revision);
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\..*$/, '');
}

function areaOf(path: string): string {
  return path.split('/')[1] ?? 'root';
}

function typescript(path: string, lines: readonly string[], revision: number): string {
  const name = `${areaOf(path)}-${nameOf(path)}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const steps = lines.map((line) => `  step('${line.replaceAll("'", '’')}'),`).join('\n');
  return `import { run, step } from '../steps.ts';\n\n/** ${areaOf(path)}: ${nameOf(path)}, in its revision ${revision}. */\nexport const ${name} = run([\n${steps}\n]);\n`;
}

function terraform(path: string, lines: readonly string[], revision: number): string {
  const notes = lines.map((line) => `  # ${line}`).join('\n');
  return `locals {\n${notes}\n  ${areaOf(path).replaceAll('-', '_')}_${nameOf(path)}_revision = ${revision}\n}\n`;
}

/** The files every repository has beside its source. */
export function houseFiles(repository: Repository): [path: string, text: string][] {
  const team = `@harbourlight/${repository.team}`;
  return [
    ['README.md', `# ${repository.id}\n\n${repository.title}.\n`],
    ['.github/CODEOWNERS', `*                ${team}\n/.github/        @harbourlight/platform\n`],
    ['.github/workflows/ci.yml', CI],
    ['.github/dependabot.yml', UPDATES],
    [
      'package.json',
      `${JSON.stringify({ name: `@harbourlight/${repository.id}`, private: true, type: 'module', scripts: { test: 'node --test' } }, null, 2)}\n`,
    ],
  ];
}

const CI = `name: ci
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: npm test
`;

const UPDATES = `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule:
      interval: weekly
`;
