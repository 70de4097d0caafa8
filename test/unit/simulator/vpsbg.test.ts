import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../lib/model/time';
import type { Simulator } from '../../simulator/simulator';
import type { VpsbgServer } from '../../simulator/types';
import { call, frozenSimulator, START, vpsbg } from './helpers';

type Page = {
  data: { id: number; server_id: number; created_at: string }[];
  meta: { current_page: number; last_page: number; total: number; from: number | null; to: number | null };
};

let simulator: Simulator;
let server: VpsbgServer;
beforeEach(() => {
  simulator = frozenSimulator();
  simulator.world.addAccount({ provider: 'vpsbg', key: 'test-key' });
  server = simulator.world.addServer('vpsbg', { keys: ['test-key'], hostname: 'db-archive' });
});

const get = (path: string) => call(simulator, 'test-key', 'GET', vpsbg(path));
const page = async (path: string) => (await get(path)).body as Page;

describe('pages', () => {
  it('hold 50 backups, and the last one says that it is', async () => {
    for (let days = 0; days < 120; days += 1) {
      simulator.world.addBackup(server, { createdAt: START - days * DAY_MS });
    }
    const pages = await Promise.all([1, 2, 3, 4].map((number) => page(`/backups?page=${number}`)));
    expect(pages.map(({ data }) => data.length)).toEqual([50, 50, 20, 0]);
    expect(pages[1]?.meta).toMatchObject({ current_page: 2, last_page: 3, total: 120, from: 51, to: 100 });
    expect(pages[3]?.meta).toMatchObject({ from: null, to: null });
    expect(new Set(pages.flatMap(({ data }) => data.map(({ id }) => id))).size).toBe(120);
  });

  it('take per_page for servers only, up to 50', async () => {
    simulator.world.addServer('vpsbg', { keys: ['test-key'] });
    expect((await page('/servers?per_page=1&page=2')).data).toHaveLength(1);
    expect((await get('/servers?per_page=51')).status).toBe(422);
  });
});

describe('filters', () => {
  it('take a server, a date and an order', async () => {
    const other = simulator.world.addServer('vpsbg', { keys: ['test-key'] });
    for (const days of [3, 1, 2]) simulator.world.addBackup(server, { createdAt: START - days * DAY_MS });
    simulator.world.addBackup(other, { createdAt: START });
    const encoded = encodeURIComponent('filter[server_id]');
    const rising = await page(`/backups?${encoded}=${server.id}&sort=date`);
    expect(rising.data.map(({ created_at }) => created_at)).toEqual([
      '2026-02-07T15:00:00+03:00',
      '2026-02-08T15:00:00+03:00',
      '2026-02-09T15:00:00+03:00',
    ]);
    expect((await page('/backups?sort=-date')).data[0]?.server_id).toBe(Number(other.id));
    expect((await page('/backups?filter[date]=2026-02-08')).data).toHaveLength(1);
  });

  it('name a backup whose server is gone', async () => {
    simulator.world.addBackup(server, {});
    server.listed = false;
    expect((await page('/servers')).data).toEqual([]);
    expect((await page('/backups')).data).toMatchObject([{ server_hostname: 'db-archive' }]);
    expect((await get(`/servers/${server.id}`)).status).toBe(404);
  });
});

describe('a weekly run', () => {
  it('locks the server, answers 423 meanwhile and keeps three backups', async () => {
    for (const days of [7, 14, 21]) {
      simulator.world.addBackup(server, { id: String(days), createdAt: START - days * DAY_MS });
    }
    simulator.world.startWeekly(server);
    expect((await get(`/servers/${server.id}`)).body).toMatchObject({ locked: true });
    expect((await call(simulator, 'test-key', 'DELETE', vpsbg('/backups/14'))).status).toBe(423);
    simulator.clock.advance(20_000);
    expect((await get(`/servers/${server.id}`)).body).toMatchObject({ locked: false });
    expect(server.backups.map(({ id }) => id).slice(1)).toEqual(['7', '14']);
    expect((await call(simulator, 'test-key', 'DELETE', vpsbg('/backups/14'))).status).toBe(204);
    expect((await call(simulator, 'test-key', 'DELETE', vpsbg('/backups/14'))).status).toBe(404);
  });
});

describe('what it does not have', () => {
  it.each([
    ['POST', '/backups'],
    ['POST', '/servers/1/restore'],
  ])('%s %s is an unknown path', async (method, path) => {
    expect((await call(simulator, 'test-key', method, vpsbg(path), { body: {} })).status).toBe(404);
    expect(simulator.violations).toMatchObject([{ rule: 'unknownPath', method }]);
  });
});
