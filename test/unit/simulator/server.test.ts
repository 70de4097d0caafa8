import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Listening, listen } from '../../simulator/server';
import type { Simulator } from '../../simulator/simulator';
import { frozenSimulator } from './helpers';

let simulator: Simulator;
let listening: Listening;
beforeEach(async () => {
  simulator = frozenSimulator();
  simulator.world.addAccount({ provider: 'vpsorg', key: 'test-key' });
  simulator.world.addServer('vpsorg', { keys: ['test-key'], id: '12345' });
  listening = await listen(simulator);
});
afterEach(() => listening.close());

type Got = { readonly status: number; readonly date: string; readonly text: string };

/** Over a real socket, under the real host name. */
function send(method: string, path: string, body?: string, host = 'admin.vps.org'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: 'Bearer test-key', 'content-type': 'application/json' };
    const options = {
      host: '127.0.0.1',
      port: listening.port,
      method,
      path,
      headers,
      rejectUnauthorized: false,
    };
    const sent = request({ ...options, servername: host, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, date: answer.headers.date ?? '', text }),
      );
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
const create = () => send('POST', '/api/v1/backups/', '{"server_id":12345}');

it('answers for the host that is named, with the clock of the simulator', async () => {
  const answer = await send('GET', '/api/v1/servers/');
  expect([answer.status, answer.date]).toEqual([200, 'Tue, 10 Feb 2026 12:00:00 GMT']);
  expect(JSON.parse(answer.text)).toMatchObject({ count: 1, results: [{ id: 12345 }] });
  expect((await create()).status).toBe(201);
  expect(simulator.violations).toEqual([]);
});

it('breaks the connection for a lost answer, before or after the write', async () => {
  const { backups } = simulator.world.server('vpsorg', '12345');
  simulator.fail({ times: 1, how: { kind: 'reset' } });
  await expect(create()).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(backups).toHaveLength(0);
  simulator.fail({ times: 1, how: { kind: 'acceptThenLose' } });
  await expect(create()).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(backups).toHaveLength(1);
});

it('breaks the connection in the middle of a body', async () => {
  simulator.fail({ times: 1, how: { kind: 'cut' } });
  await expect(send('GET', '/api/v1/servers/')).rejects.toThrow(/aborted|ECONNRESET/);
  expect((await send('GET', '/api/v1/servers/')).status).toBe(200);
});

it('shows a certificate for the three hosts, known by its public key', async () => {
  const certificate = await new Promise<X509Certificate>((resolve, reject) => {
    const socket = connect({ port: listening.port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const peer = new X509Certificate(socket.getPeerCertificate().raw);
      socket.destroy();
      resolve(peer);
    });
    socket.on('error', reject);
  });
  for (const host of ['cloud.hostup.se', 'api.vpsbg.eu', 'admin.vps.org']) {
    expect(certificate.checkHost(host)).toBe(host);
  }
  expect(certificate.publicKey.asymmetricKeyType).toBe('ec');
  expect(listening.spki).toMatch(/^[A-Za-z0-9+/]{43}=$/);
});

it('floods: tells how much was sent, and when the client let go of it', async () => {
  for (const how of [
    { kind: 'huge', bytes: 200_000_000 },
    { kind: 'drip', everyMs: 5 },
    { kind: 'slowHeaders', everyMs: 5 },
  ] as const) {
    simulator.clearLog();
    simulator.fail({ times: 1, how });
    const options = {
      host: '127.0.0.1',
      port: listening.port,
      path: '/api/v1/servers/',
      rejectUnauthorized: false,
    };
    const headers = { host: 'admin.vps.org', authorization: 'Bearer test-key', accept: 'application/json' };
    const sent = request({ ...options, headers, agent: false });
    sent.on('error', () => undefined);
    sent.end();
    await expect.poll(() => simulator.streams[0]?.bytes ?? 0).toBeGreaterThan(20);
    expect(simulator.streams[0]?.state).toBe('open');
    sent.destroy();
    await expect.poll(() => simulator.streams[0]?.state).toBe('dropped');
    expect(simulator.streams[0]?.bytes).toBeLessThan(20_000_000);
  }
});

it('a bomb is small on its way', async () => {
  simulator.fail({ times: 1, how: { kind: 'gzipBomb', bytes: 50_000_000 } });
  expect((await send('GET', '/api/v1/servers/')).text.length).toBeLessThan(200_000);
});

it('every failure can be set from a terminal', async () => {
  const fail = (rule: object) => send('POST', '/_control/fail', JSON.stringify(rule), '127.0.0.1');
  expect((await fail({ how: { kind: 'nonsense' } })).status).toBe(400);
  const how = { kind: 'redirect', to: 'https://evil.example/', status: 308 };
  expect((await fail({ path: '/servers/$', times: 1, how })).status).toBe(200);
  expect((await send('GET', '/api/v1/servers/')).status).toBe(308);
  expect((await send('GET', '/api/v1/servers/')).status).toBe(200);
  await send('POST', '/_control/links?to=https%3A%2F%2Fevil.example%2F', undefined, '127.0.0.1');
  expect(JSON.parse((await send('GET', '/api/v1/servers/')).text)).toMatchObject({
    next: 'https://evil.example/',
  });
  await send('POST', '/_control/clear', undefined, '127.0.0.1');
  expect((await send('GET', '/api/v1/servers/')).text).not.toContain('evil');
});

it('can be asked and set under its own address only', async () => {
  const state = await send('GET', '/_control/state', undefined, '127.0.0.1');
  expect(JSON.parse(state.text)).toMatchObject({ accounts: [{ servers: [{ id: '12345' }] }] });
  await send('POST', '/_control/advance?ms=1000', undefined, '127.0.0.1');
  expect((await send('GET', '/api/v1/servers/')).date).toBe('Tue, 10 Feb 2026 12:00:01 GMT');
  expect((await send('GET', '/_control/state/')).status).toBe(404);
});
