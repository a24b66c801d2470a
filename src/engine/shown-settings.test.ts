import { expect, test } from 'vitest';
import { z } from 'zod';
import { pretendVendor } from '../../test/support/pretend-connector.ts';
import { shownSettings } from './shown-settings.ts';

const { connector } = pretendVendor();
const secret = z.string().meta({ secret: true });

function shown(settings: z.ZodType, given: Record<string, unknown>) {
  return shownSettings({ id: 'x', connector: { ...connector, settings }, settings: given });
}

test('settings are shown as they are, but for secrets, which say "sealed" whatever they hold', () => {
  expect(shown(connector.settings, { organization: 'example', auth: { type: 'token', token: 'canary' }, branches: { api: ['main'] } })).toEqual({
    organization: 'example',
    auth: { type: 'token', token: 'sealed' },
    branches: { api: ['main'] },
  });
});

test('a secret that is filled in only when the connection is opened says so too', () => {
  const from = { sealed: 'key' } as const;
  const settings = { organization: 'example', auth: { type: 'app', appId: 7 } };
  expect(shownSettings({ id: 'x', connector, settings, secrets: [{ at: ['auth', 'privateKey'], from }] })).toEqual({
    organization: 'example',
    auth: { type: 'app', appId: 7, privateKey: 'sealed' },
  });
  expect(settings.auth).toEqual({ type: 'app', appId: 7 });
});

test.each([
  ['optional', secret.optional()],
  ['nullable', secret.nullable()],
  ['with a default', secret.default('x')],
  ['read only', secret.readonly()],
  ['one of several shapes', z.union([z.int(), secret])],
  ['transformed', secret.transform((one) => one.trim())],
  ['refined', secret.refine((one) => one !== '')],
  ['in another place of a union', z.union([z.object({ a: z.int() }), z.object({ b: secret })])],
])('found where it is %s', (_what, schema) => {
  const text = JSON.stringify(shown(z.object({ at: schema }), { at: _what.startsWith('in another') ? { b: 'canary' } : 'canary' }));
  expect(text).toContain('sealed');
  expect(text).not.toContain('canary');
});

test('found inside lists and records; what is no secret beside it stays', () => {
  const schema = z.object({ hosts: z.array(z.object({ name: z.string(), token: secret })), by: z.record(z.string(), secret) });
  expect(shown(schema, { hosts: [{ name: 'one', token: 'canary' }], by: { a: 'canary' } })).toEqual({
    hosts: [{ name: 'one', token: 'sealed' }],
    by: { a: 'sealed' },
  });
});
