import { expect, test } from 'vitest';
import { scrubJson } from './body.ts';

const hook = {
  config: { url: 'https://user:pass@hooks.example.com:8443/T000/very-secret?key=1', secret: '********' },
  url: 'https://api.example.com/hooks/1',
};

test('of an address only scheme and host are left, under the names that lead to it and nowhere else', () => {
  const { json, found } = scrubJson([hook], ['config.secret'], ['config.url']);
  expect(json).toEqual([{ config: { url: 'https://hooks.example.com:8443', secret: '[scrubbed]' }, url: hook.url }]);
  expect([...found].sort()).toEqual(['config.secret', 'config.url']);
});

test('an address that holds nothing more stays, and what is no address goes', () => {
  expect(scrubJson({ config: { url: 'https://hooks.example.com' } }, [], ['config.url']).found).toEqual([]);
  expect(scrubJson({ config: { url: 'very-secret' } }, [], ['config.url']).json).toEqual({ config: { url: '[scrubbed]' } });
});
