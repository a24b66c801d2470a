import { expect, test } from 'vitest';
import { secretGuard } from './without-secrets.ts';

const token = 'ghp_canary/0123+456789';

test('a secret is taken out as it is, and as it is written in an address, in a header and in JSON', () => {
  const guard = secretGuard([token]);
  for (const form of [token, encodeURIComponent(token), Buffer.from(token).toString('base64'), Buffer.from(token).toString('base64url')])
    expect(guard.text(`before ${form} after`)).toBe('before [sealed] after');
  expect(guard.json({ a: [`x${token}`], b: 1 })).toEqual({ a: ['x[sealed]'], b: 1 });
  expect(Buffer.from(guard.bytes(Buffer.from(`\u00fc ${token} \u00fc`))).toString()).toBe('\u00fc [sealed] \u00fc');
});

test('an error keeps what it is, and its trace says nothing either', () => {
  const error = new RangeError(`bad ${token}`);
  expect(secretGuard([token]).error(error)).toBe(error);
  expect(error.message).toBe('bad [sealed]');
  expect(error.stack).not.toContain(token);
});

test('of a key in PEM no line is told', () => {
  const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEcanaryAAAA\nBBBBcanaryCCCC\n-----END RSA PRIVATE KEY-----';
  const guard = secretGuard([pem]);
  expect(guard.text('line MIIEcanaryAAAA and BBBBcanaryCCCC')).toBe('line [sealed] and [sealed]');
  expect(guard.json({ key: pem })).toEqual({ key: '[sealed]' });
});

test('what holds no secret is left alone, byte for byte', () => {
  const bytes = Buffer.from([0, 255, 10]);
  expect(secretGuard([token]).bytes(bytes)).toBe(bytes);
  expect(secretGuard([]).text(token)).toBe(token);
  expect(secretGuard(['short']).text('a short text')).toBe('a short text');
});
