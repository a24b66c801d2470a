import { expect, test } from 'vitest';
import { hasDisplay } from './listening.ts';

test('a browser is opened on Linux only where a display is named', () => {
  expect(hasDisplay('linux', {})).toBe(false);
  expect(hasDisplay('linux', { DISPLAY: '', WAYLAND_DISPLAY: '' })).toBe(false);
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  expect([hasDisplay('darwin', {}), hasDisplay('win32', {})]).toEqual([true, true]);
});
