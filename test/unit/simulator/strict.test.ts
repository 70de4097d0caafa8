import { beforeEach, describe, expect, it } from 'vitest';
import { SECOND_MS } from '../../../lib/model/time';
import type { Simulator } from '../../simulator/simulator';
import { call, frozenSimulator, START, v2, vpsbg, vpsorg } from './helpers';

let simulator: Simulator;
beforeEach(() => {
  simulator = frozenSimulator();
  const { world } = simulator;
  world.addAccount({ provider: 'hostup', key: 'hostup-key' });
  world.addAccount({ provider: 'vpsbg', key: 'vpsbg-key' });
  world.addAccount({ provider: 'vpsorg', key: 'vpsorg-key' });
});
const rules = () => simulator.violations.map(({ rule }) => rule);

describe('what is recorded and refused', () => {
  it('lets orderly calls through', async () => {
    for (const [key, url] of [
      ['hostup-key', v2('/vps')],
      ['vpsbg-key', vpsbg('/servers?per_page=50')],
      ['vpsorg-key', vpsorg('/servers/')],
    ] as const) {
      expect((await call(simulator, key, 'GET', url)).status).toBe(200);
    }
    expect(simulator.violations).toEqual([]);
  });

  it('a VPS.org path without its trailing slash is redirected, which breaks a client that follows none', async () => {
    await expect(call(simulator, 'vpsorg-key', 'GET', vpsorg('/servers'))).rejects.toThrow(TypeError);
    expect(
      (await call(simulator, 'vpsorg-key', 'GET', vpsorg('/servers'), { redirect: 'manual' })).status,
    ).toBe(301);
    expect(rules()).toEqual(['missingTrailingSlash', 'missingTrailingSlash']);
  });

  it.each([
    ['missingAccept', 406, 'vpsbg-key', 'GET', vpsbg('/servers'), { accept: '*/*' }],
    ['cookie', 400, 'hostup-key', 'GET', v2('/vps'), { cookie: 'hostup_session=1' }],
    ['preflight', 405, 'hostup-key', 'OPTIONS', v2('/vps'), { origin: 'chrome-extension://abc' }],
    ['originOnRead', 403, 'hostup-key', 'GET', v2('/vps'), { origin: 'chrome-extension://abc' }],
    ['otherProvidersKey', 401, 'vpsbg-key', 'GET', v2('/vps'), {}],
    ['keyInUrl', 400, 'hostup-key', 'GET', v2('/vps?limit=1&x=url-key-1'), {}],
    ['unknownPath', 404, 'hostup-key', 'GET', v2('/servers'), {}],
    ['unknownHost', 421, 'hostup-key', 'GET', 'https://example.com/', {}],
  ] as const)('%s', async (rule, status, key, method, url, headers) => {
    simulator.world.addAccount({ provider: 'hostup', key: 'url-key-1' });
    expect((await call(simulator, key, method, url, { headers })).status).toBe(status);
    expect(rules()).toEqual([rule]);
  });

  it('never logs a key', async () => {
    simulator.world.addAccount({ provider: 'hostup', key: 'very-secret' });
    await call(simulator, 'very-secret', 'GET', v2('/very-secret?q=very-secret'));
    expect(JSON.stringify([simulator.requests, simulator.violations])).not.toContain('very-secret');
    expect(simulator.requests).toMatchObject([
      { path: '/api/v2/[key]', query: 'q=[key]', origin: null, time: START },
    ]);
    simulator.clearLog();
    expect(simulator.requests).toEqual([]);
  });
});

describe('requests at the same time', () => {
  it('counts a fifth read of one key, and not four', async () => {
    simulator.fail({ method: 'GET', how: { kind: 'delay', ms: 10 } });
    await Promise.all([1, 2, 3, 4].map(() => call(simulator, 'hostup-key', 'GET', v2('/vps'))));
    expect(rules()).toEqual([]);
    await Promise.all([1, 2, 3, 4, 5].map(() => call(simulator, 'hostup-key', 'GET', v2('/vps'))));
    expect(rules()).toEqual(['tooManyReads']);
  });

  it('counts a second write of one key, and not of two', async () => {
    const first = simulator.world.addServer('vpsorg', { keys: ['vpsorg-key'] });
    simulator.world.addAccount({ provider: 'vpsorg', key: 'vpsorg-key-2', servers: [first.id] });
    simulator.fail({ method: 'POST', how: { kind: 'delay', ms: 10 } });
    const create = (key: string) =>
      call(simulator, key, 'POST', vpsorg('/backups/'), { body: { server_id: Number(first.id) } });
    await Promise.all([create('vpsorg-key'), create('vpsorg-key-2')]);
    expect(rules()).toEqual([]);
    await Promise.all([create('vpsorg-key'), create('vpsorg-key')]);
    expect(rules()).toEqual(['parallelWrites']);
  });
});

describe('keys and their rights', () => {
  it.each([
    ['write', 200, 202],
    ['read', 200, 403],
    ['noList', 403, 202],
    ['none', 403, 403],
  ] as const)(
    'a key with rights "%s" gets %i on the list and %i on a backup',
    async (rights, list, create) => {
      simulator.world.addAccount({ provider: 'hostup', key: 'rights-key', rights });
      const server = simulator.world.addServer('hostup', { keys: ['rights-key'] });
      expect((await call(simulator, 'rights-key', 'GET', v2('/vps'))).status).toBe(list);
      expect((await call(simulator, 'rights-key', 'POST', v2(`/vps/${server.id}/backups`))).status).toBe(
        create,
      );
    },
  );

  it.each([
    ['hostup', v2('/vps'), { status: 401, code: 'unauthorized', detail: 'Authentication required.' }],
    ['vpsbg', vpsbg('/balance'), { message: 'Authentication required.' }],
    ['vpsorg', vpsorg('/account/me/'), { detail: 'Authentication required.' }],
  ] as const)(
    '%s answers a revoked or unknown key with 401 in its own words',
    async (provider, url, body) => {
      simulator.world.addAccount({ provider, key: 'revoked-key' });
      expect((await call(simulator, 'revoked-key', 'GET', url)).status).toBe(200);
      simulator.world.revokeKey('revoked-key');
      for (const key of ['revoked-key', 'never-known']) {
        expect(await call(simulator, key, 'GET', url)).toMatchObject({ status: 401, body });
      }
    },
  );

  it('keeps the servers of one key from another', async () => {
    const server = simulator.world.addServer('hostup', {});
    expect((await call(simulator, 'hostup-key', 'GET', v2(`/vps/${server.id}/backups`))).status).toBe(404);
  });

  it('refuses the Origin of an extension on writes when told to', async () => {
    const server = simulator.world.addServer('hostup', { keys: ['hostup-key'] });
    const headers = { origin: 'moz-extension://abc' };
    const create = () => call(simulator, 'hostup-key', 'POST', v2(`/vps/${server.id}/backups`), { headers });
    simulator.world.refuseExtensionOrigin = true;
    expect((await create()).status).toBe(403);
    simulator.world.refuseExtensionOrigin = false;
    expect((await create()).status).toBe(202);
    expect(simulator.requests.map(({ origin }) => origin)).toEqual([headers.origin, headers.origin]);
    expect(simulator.violations).toEqual([]);
  });
});

it('limits the rate, with the headers of the provider', async () => {
  simulator.world.rateLimit = { limit: 2, windowMs: 60 * SECOND_MS };
  const read = () => call(simulator, 'hostup-key', 'GET', v2('/vps'));
  expect([(await read()).status, (await read()).status]).toEqual([200, 200]);
  simulator.clock.advance(15 * SECOND_MS);
  const limited = await read();
  expect(limited.status).toBe(429);
  expect(limited.body).toMatchObject({ code: 'rate_limited' });
  expect(Object.fromEntries(limited.headers)).toMatchObject({
    'retry-after': '45',
    'x-ratelimit-limit': '2',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': '2026-02-10T12:01:00.000Z',
  });
  simulator.clock.advance(45 * SECOND_MS);
  expect((await read()).status).toBe(200);
});
