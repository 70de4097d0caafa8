import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../lib/model/time';
import type { FailureKind, Simulator } from '../../simulator/simulator';
import type { VpsorgServer } from '../../simulator/types';
import { call, frozenSimulator, START, v2, vpsorg } from './helpers';

let simulator: Simulator;
let server: VpsorgServer;
beforeEach(() => {
  simulator = frozenSimulator();
  simulator.world.addAccount({ provider: 'vpsorg', key: 'test-key' });
  server = simulator.world.addServer('vpsorg', { keys: ['test-key'] });
});

const servers = vpsorg('/servers/');
const list = (signal?: AbortSignal) =>
  simulator.fetch(
    new Request(servers, {
      headers: { authorization: 'Bearer test-key' },
      redirect: 'error',
      ...(signal ? { signal } : {}),
    }),
  );
const failing = (how: FailureKind) => simulator.fail({ path: '/api/v1/servers/', times: 1, how });
const create = () =>
  call(simulator, 'test-key', 'POST', vpsorg('/backups/'), { body: { server_id: Number(server.id) } });

describe('a rule', () => {
  it('counts its times and fits host, method and path', async () => {
    simulator.fail({ host: 'cloud.hostup.se', how: { kind: 'status', status: 500 } });
    simulator.fail({ method: 'DELETE', how: { kind: 'status', status: 500 } });
    simulator.fail({ path: /^\/api\/v1\/backups/, how: { kind: 'status', status: 500 } });
    simulator.fail({ path: '/api/v1/servers/', times: 2, how: { kind: 'status', status: 503 } });
    const seen = [await list(), await list(), await list()].map(({ status }) => status);
    expect(seen).toEqual([503, 503, 200]);
    expect((await create()).status).toBe(500);
    simulator.clearFailures();
    expect((await create()).status).toBe(201);
  });

  it('gives a status in the words of the provider, or in given ones', async () => {
    failing({ kind: 'status', status: 500 });
    expect(await (await list()).json()).toEqual({ detail: 'An unexpected error occurred.' });
    failing({ kind: 'status', status: 429, body: { x: 1 }, headers: { 'Retry-After': '7' } });
    const limited = await list();
    expect([limited.status, limited.headers.get('retry-after'), await limited.json()]).toEqual([
      429,
      '7',
      { x: 1 },
    ]);
    simulator.fail({ times: 1, how: { kind: 'status', status: 500 } });
    expect((await call(simulator, 'test-key', 'GET', v2('/vps'))).body).toMatchObject({
      code: 'internal_error',
    });
  });
});

describe('broken answers', () => {
  it('a page of HTML', async () => {
    failing({ kind: 'html' });
    const answer = await list();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('JSON that stops in the middle', async () => {
    failing({ kind: 'badJson' });
    const answer = await list();
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it('a body whose connection breaks', async () => {
    failing({ kind: 'cut' });
    const answer = await list();
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow(TypeError);
  });

  it('a body of a given size', async () => {
    failing({ kind: 'huge', bytes: 1_000_003 });
    const text = await (await list()).text();
    expect(text).toHaveLength(1_000_003);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it('a body that never ends, until the client gives up', async () => {
    failing({ kind: 'neverEnds' });
    const controller = new AbortController();
    const answer = await list(controller.signal);
    const reading = answer.text();
    controller.abort(new Error('deadline'));
    await expect(reading).rejects.toThrow('deadline');
  });

  it('a body that drips, until the client gives up', async () => {
    failing({ kind: 'drip', everyMs: 2 });
    const answer = await list(AbortSignal.timeout(60));
    await expect(answer.text()).rejects.toThrow(/timeout/);
    expect(simulator.streams).toMatchObject([{ kind: 'drip' }]);
    expect(simulator.streams[0]?.bytes).toBeGreaterThan(10);
  });

  it('headers that never end, and more headers than a browser takes', async () => {
    failing({ kind: 'slowHeaders', everyMs: 2 });
    await expect(list(AbortSignal.timeout(20))).rejects.toThrow(/timeout/);
    expect(simulator.streams).toMatchObject([{ kind: 'slowHeaders', state: 'dropped' }]);
    failing({ kind: 'headerBomb', count: 3000, bytes: 100 });
    await expect(list()).rejects.toThrow(TypeError);
    failing({ kind: 'headerBomb', count: 3, bytes: 100 });
    expect((await list()).headers.get('x-flood-2')).toHaveLength(100);
  });

  it.each([301, 302, 303, 307, 308] as const)('a redirect by %i', async (status) => {
    failing({ kind: 'redirect', to: 'https://evil.example/', status });
    await expect(list()).rejects.toThrow(TypeError);
    expect(simulator.requests).toMatchObject([{ status }]);
  });

  it('links that lead elsewhere', async () => {
    simulator.world.linksLead = 'https://evil.example/';
    expect(await (await list()).json()).toMatchObject({ count: 1, next: 'https://evil.example/' });
  });

  it('a late answer, which a client may abort', async () => {
    failing({ kind: 'delay', ms: 50 });
    await expect(list(AbortSignal.timeout(5))).rejects.toThrow(/aborted/);
  });

  it('a redirect', async () => {
    failing({ kind: 'redirect', to: 'https://evil.example/' });
    await expect(list()).rejects.toThrow(TypeError);
  });
});

describe('lost answers', () => {
  it('a reset does nothing', async () => {
    simulator.fail({ method: 'POST', times: 1, how: { kind: 'reset' } });
    await expect(create()).rejects.toThrow(TypeError);
    expect(server.backups).toEqual([]);
    expect(simulator.requests).toMatchObject([{ status: null }]);
  });

  it('acceptThenLose does it and does not say so', async () => {
    simulator.fail({ method: 'POST', times: 1, how: { kind: 'acceptThenLose' } });
    await expect(create()).rejects.toThrow(TypeError);
    expect(server.backups).toHaveLength(1);
  });
});

it('states its clock in the Date header, which can be hours off', async () => {
  const date = async () => Date.parse((await list()).headers.get('date') ?? '');
  expect(await date()).toBe(START);
  simulator.clock.advance(HOUR_MS);
  expect(await date()).toBe(START + HOUR_MS);
  simulator.clock.skewHeader(-5 * HOUR_MS);
  expect(await date()).toBe(START - 4 * HOUR_MS);
  expect(simulator.clock.now()).toBe(START + HOUR_MS);
});
