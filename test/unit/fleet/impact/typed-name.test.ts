import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTypedName, nameToType } from '../../../../lib/fleet/impact/typed-name';
import { aServer } from '../../builders';

test.each([
  ['web-server-01', 'web-server-01', true],
  ['web-server-01', '  web-server-01\n', true],
  ['web-server-01', 'web-server-1', false],
  ['web-server-01', 'Web-Server-01', false],
  ['web-server-01', '', false],
  ['web  server', 'web server', true],
  ['\u202egnp.01\u202c', 'gnp.01', true],
  ['web\u200bserver', 'webserver', true],
  ['caf\u00e9', 'cafe\u0301', true],
  ['раypal', 'paypal', false],
  ['שרת-01', 'שרת-01', true],
])('%j, typed as %j', (name, typed, expected) => {
  expect(isTypedName(aServer({ name }), typed)).toBe(expected);
});

test('a name that shows nothing leaves the hostname, the address or the id to be typed', () => {
  const blank = { name: ' \u200e ', hostname: null, addresses: [] };
  expect(nameToType(aServer({ ...blank, hostname: 'app.example.com' }))).toBe('app.example.com');
  expect(nameToType(aServer({ ...blank, addresses: ['192.0.2.7'] }))).toBe('192.0.2.7');
  expect(nameToType(aServer({ ...blank, id: 's7' }))).toBe('s7');
  expect(isTypedName(aServer({ ...blank, id: 's7' }), '')).toBe(false);
});

test('what is to be typed always confirms, and never is nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      const server = aServer({ name });
      expect(nameToType(server)).not.toBe('');
      expect(isTypedName(server, nameToType(server))).toBe(true);
      expect(isTypedName(server, ` ${nameToType(server)} `)).toBe(true);
    }),
  );
});
