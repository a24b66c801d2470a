import { describe, expect, test } from 'vitest';
import { changedLines, withConnection } from './configuration-file.ts';

const before = `# Who we are
organization:
  name: Example   # as auditors know us
connections:
  # the program
  - { connector: records, id: program, path: . }

  - connector: git   # a mirror
    id: api
    path: ../api

witnesses: [{ folder: /backup }]
`;
const records = { connector: 'git', id: 'web', organization: 'example', path: '../web' };
const wanted = Object.fromEntries(Object.entries(records).filter(([name]) => name !== 'organization')) as unknown as typeof records;

describe('one more connection', () => {
  test('is added at the end of the list; every other line stays, comments too', () => {
    const change = withConnection('tickmark.yaml', before, wanted);
    for (const line of ['# Who we are', '# as auditors know us', '# the program', '# a mirror', 'witnesses: [{ folder: /backup }]'])
      expect(change.after).toContain(line);
    expect(changedLines(change).filter((line) => line.startsWith('+'))).toEqual(['+   - connector: git', '+     id: web', '+     path: ../web']);
    expect(changedLines(change).filter((line) => line.startsWith('- '))).toEqual([]);
  });

  test('changes nothing but the lines that it adds, whatever stands at the end of the list', () => {
    const ends = [
      'path: ../api',
      'path: ../api # the last',
      'branches: [main]\n    path: ../api\n\n# after',
      'path: |\n      ../api',
      'path: ../api\n\n\n',
    ];
    for (const end of ends) {
      const text = before.slice(0, before.indexOf('\nwitnesses')).replace('path: ../api\n', end);
      const { after } = withConnection('tickmark.yaml', text, wanted);
      expect(after.replace('  - connector: git\n    id: web\n    path: ../web\n', '').trimEnd()).toBe(text.trimEnd());
    }
  });

  test('is added to a list in brackets too', () => {
    const text = 'organization: { name: Example } # us\nconnections: [{ connector: records, id: program, path: . }]\n';
    const { after } = withConnection('tickmark.yaml', text, wanted);
    expect(after).toContain('# us');
    expect(after).toMatch(/id: web/);
  });

  test('makes the file where there is none', () => {
    const change = withConnection('tickmark.yaml', null, records);
    expect(change.after).toContain('organization:\n  name: example\n');
    expect(changedLines(change).every((line) => line.startsWith('+'))).toBe(true);
  });
});

test('a connection to the same place stays as it is; its id is not taken by another', () => {
  const text = before.replace('id: api', 'id: api # ours');
  expect(withConnection('tickmark.yaml', text, { connector: 'git', id: 'api', path: '../api' }).after).toBe(text);
  expect(() => withConnection('tickmark.yaml', before, { connector: 'git', id: 'api', path: '../another' })).toThrow(
    /has a connection "api" already/,
  );
  expect(() => withConnection('tickmark.yaml', before, { ...records, id: 'api' })).toThrow(/has a connection "api" already.*--id NAME/);
});

test('a malformed file is refused with its line, and nothing is changed', () => {
  expect(() => withConnection('tickmark.yaml', before.replace('path: ../api', 'pfad: ../api'), wanted)).toThrow(/tickmark\.yaml:\d+: /);
});
