import { expect, test } from 'vitest';
import type { ScheduleDraft } from '../../lib/model/backup';
import { hostup } from '../../lib/providers/hostup/api';
import {
  altered,
  answering,
  fixture,
  KEY,
  offered,
  type Sent,
  serverWithId,
  simulated,
  troubleFrom,
} from './sessions';

const VPS = 'vps_01hxa3b4c5d6e7f8g9h0j1k2m3';
const server = serverWithId(hostup, VPS);
const path = `/api/v2/vps/${VPS}/backup-schedules`;
const START = Date.UTC(2026, 1, 9, 12);

const save = offered(hostup.saveSchedule);
const remove = offered(hostup.deleteSchedule);
const change = offered(hostup.changeBackupSettings);

const daily: ScheduleDraft = {
  frequency: 'daily',
  hour: 2,
  minute: null,
  retentionCount: 3,
  enabled: true,
  name: null,
};
const weekly: ScheduleDraft = { ...daily, frequency: 'weekly', dayOfWeek: 0, name: 'Sundays' };
const monthly: ScheduleDraft = { ...daily, frequency: 'monthly', dayOfMonth: 31, enabled: false };

/** Both lists, with a backup of the same second: the number is this server's. */
const ownLists = {
  [`GET /api/v2/vps/${VPS}/backups`]: altered('hostup/v2-backups', (list) => ({
    ...list,
    backups: [{ id: 'bkp_2', createdAt: new Date(1_769_734_009_400).toISOString() }],
  })),
  'GET /api/vm/10000/backups': fixture('hostup/legacy-backups'),
};
const writes = (sent: readonly Sent[]) => sent.filter(({ line }) => !line.startsWith('GET '));

test('v2 is sent the day of its frequency, and no field that it does not have', async () => {
  const { http, sent } = answering(hostup, { [`POST ${path}`]: '{"schedule":{"id":"bks_1"}}' });
  for (const draft of [daily, weekly, monthly]) await save(http, server, draft, null);
  const common = { hour: 2, retentionCount: 3 };
  expect(sent.map(({ line }) => line)).toEqual(Array(3).fill(`POST ${path}`));
  expect(sent.map(({ body }) => JSON.parse(body ?? ''))).toEqual([
    { ...common, frequency: 'daily', enabled: true },
    { ...common, frequency: 'weekly', dayOfWeek: 0, enabled: true, name: 'Sundays' },
    { ...common, frequency: 'monthly', dayOfMonth: 31, enabled: false },
  ]);
});

test('a minute goes to the older API, with the fields that it requires', async () => {
  const older = 'POST /api/vm/10000/backup-schedules';
  const { http, sent } = answering(hostup, {
    ...ownLists,
    [older]: '{"success":true,"data":{"success":true}}',
  });
  for (const draft of [daily, weekly, monthly]) await save(http, server, { ...draft, minute: 5 }, '10000');
  const common = { hour: 2, minute: 5, retention_count: 3 };
  expect(writes(sent).map(({ line }) => line)).toEqual([older, older, older]);
  expect(writes(sent).map(({ body }) => JSON.parse(body ?? ''))).toEqual([
    { ...common, schedule_type: 'daily', enabled: true, notes: '' },
    { ...common, schedule_type: 'weekly', day_of_week: 0, enabled: true, notes: 'Sundays' },
    { ...common, schedule_type: 'monthly', day_of_month: 31, enabled: false, notes: '' },
  ]);
});

test('a minute is not sent to a server that nothing shows to be this one', async () => {
  const others = { ...ownLists, [`GET /api/v2/vps/${VPS}/backups`]: fixture('hostup/v2-backups') };
  const details = (hostname: string) => ({
    'GET /api/vm/10000/details': JSON.stringify({ success: true, data: { hostname } }),
  });
  const timed = { ...daily, minute: 5 };
  const other = answering(hostup, { ...others, ...details('other.example.com') });
  expect(await troubleFrom(save(other.http, server, timed, '10000'))).toMatchObject({ kind: 'otherServer' });
  expect(writes(other.sent)).toEqual([]);
  // Of a server without backups only the proof is missing.
  const bare = altered('hostup/v2-backups', (list) => ({ ...list, backups: [] }));
  const first = answering(hostup, {
    ...others,
    ...details('other.example.com'),
    [`GET /api/v2/vps/${VPS}/backups`]: bare,
    [`POST ${path}`]: '{}',
  });
  expect(await troubleFrom(save(first.http, server, timed, '10000'))).toEqual({ kind: 'unproven' });
  expect(writes(first.sent)).toEqual([]);
  await save(first.http, server, daily, '10000');
  expect(writes(first.sent).map(({ line }) => line)).toEqual([`POST ${path}`]);
  // Without a backup in common the older API has to name it.
  const older = 'POST /api/vm/10000/backup-schedules';
  const own = answering(hostup, { ...others, ...details(server.name), [older]: '{"success":true}' });
  await save(own.http, server, timed, '10000');
  expect(writes(own.sent).map(({ line }) => line)).toEqual([older]);
});

test('a minute without the number of the older API is not dropped in silence', async () => {
  const { http, sent } = answering(hostup, ownLists);
  expect(await troubleFrom(save(http, server, { ...daily, minute: 0 }, null))).toEqual({
    kind: 'notOffered',
  });
  expect(await troubleFrom(save(http, server, { ...daily, minute: 0 }, '../x'))).toMatchObject({
    kind: 'notFound',
  });
  expect(writes(sent)).toEqual([]);
});

test('known number and no minute wanted: v2 is asked', async () => {
  const { http, sent } = answering(hostup, { [`POST ${path}`]: '{}' });
  await save(http, server, daily, '10000');
  expect(sent.map(({ line }) => line)).toEqual([`POST ${path}`]);
});

test('a deletion takes any 2xx for done, and says truthfully where its inferred path is none', async () => {
  const at = `DELETE ${path}/bks_1`;
  for (const answer of [{ status: 204 }, { status: 200, body: '{"deleted":true}' }, { status: 202 }]) {
    await remove(answering(hostup, { [at]: answer }).http, server, 'bks_1');
  }
  const gone = answering(hostup, { [at]: { status: 404, body: '{"detail":"no such route"}' } });
  expect(await troubleFrom(remove(gone.http, server, 'bks_1'))).toEqual({
    kind: 'callNotFound',
    detail: 'no such route',
  });
  const refused = answering(hostup, { [at]: { status: 405 } });
  expect(await troubleFrom(remove(refused.http, server, 'bks_1'))).toEqual({
    kind: 'callNotFound',
    detail: null,
  });
});

test('the id of a schedule stays one part of the path; the older API has no deletion', async () => {
  const { http, sent } = answering(hostup, { [`DELETE ${path}/..%2Fbks%2F1`]: { status: 204 } });
  await remove(http, server, '../bks/1');
  expect(await troubleFrom(remove(http, server, '2464'))).toEqual({ kind: 'notOffered' });
  expect(sent).toHaveLength(1);
});

test('only the settings that change are sent', async () => {
  const { http, sent } = answering(hostup, { [`PATCH ${path}`]: fixture('hostup/v2-backup-settings') });
  await change(http, server, { totalLimit: 5 });
  await change(http, server, { autoDeleteOldest: false });
  await change(http, server, { totalLimit: 4, autoDeleteOldest: true });
  expect(sent.map(({ body }) => JSON.parse(body ?? ''))).toEqual([
    { maxTotalBackups: 5 },
    { autoDeleteOldest: false },
    { maxTotalBackups: 4, autoDeleteOldest: true },
  ]);
});

test('a 2xx that takes itself back is a refusal with its text', async () => {
  const body = '{"success":false,"error":"Backups are paused"}';
  const { http } = answering(hostup, {
    ...ownLists,
    [`POST ${path}`]: body,
    [`PATCH ${path}`]: body,
    [`DELETE ${path}/bks_1`]: body,
    'POST /api/vm/10000/backup-schedules': body,
  });
  const refused = { kind: 'refused', status: 200, detail: 'Backups are paused' };
  expect(await troubleFrom(save(http, server, daily, null))).toEqual(refused);
  expect(await troubleFrom(save(http, server, { ...daily, minute: 1 }, '10000'))).toEqual(refused);
  expect(await troubleFrom(change(http, server, { totalLimit: 5 }))).toEqual(refused);
  expect(await troubleFrom(remove(http, server, 'bks_1'))).toEqual(refused);
});

function stage() {
  const staged = simulated(hostup, { startAt: START });
  staged.simulator.clock.freeze(START);
  const { world } = staged.simulator;
  world.addAccount({ provider: 'hostup', key: KEY });
  const sim = world.addServer('hostup', {
    id: VPS,
    hostname: server.name,
    vmid: '10000',
    quotaLimit: 7,
    keys: [KEY],
  });
  return { ...staged, sim };
}

test('the simulator: what is saved is read back, in both generations', async () => {
  const { http, verify } = stage();
  await save(http, server, weekly, null);
  expect((await hostup.readServer(http, server, null)).schedules).toMatchObject([
    {
      frequency: 'weekly',
      timeText: '02:00',
      dayText: '0',
      retentionCount: 3,
      enabled: true,
      name: 'Sundays',
    },
  ]);
  await save(http, server, { ...monthly, minute: 23, enabled: true }, '10000');
  const { schedules } = await hostup.readServer(http, server, '10000');
  expect(schedules).toMatchObject([
    { frequency: 'monthly', timeText: '02:23', dayText: '31', nextRunAt: Date.UTC(2026, 2, 31, 2, 23) },
  ]);
  const [saved] = schedules;
  if (!saved) throw new Error('a schedule was saved');
  // The history knows it by the older id.
  expect(saved.id).toMatch(/^bks_/);
  expect(saved.historyId).toMatch(/^\d+$/);
  await remove(http, server, saved.id);
  await change(http, server, { totalLimit: 4, autoDeleteOldest: true });
  const after = await hostup.readServer(http, server, null);
  expect(after.schedules).toEqual([]);
  expect(after.settings).toMatchObject({ totalLimit: 4, autoDeleteOldest: true });
  verify();
});

test('the simulator: another frequency replaces, switches off or is refused, as HostUp does not say', async () => {
  const { http, simulator } = stage();
  const rhythms = async () =>
    (await hostup.readServer(http, server, null)).schedules.map(({ frequency, enabled }) => [
      frequency,
      enabled,
    ]);
  await save(http, server, daily, null);
  simulator.world.otherSchedule = 'refused';
  expect(await troubleFrom(save(http, server, weekly, null))).toMatchObject({ kind: 'refused', status: 400 });
  simulator.world.otherSchedule = 'switchedOff';
  await save(http, server, weekly, null);
  expect(await rhythms()).toEqual([
    ['daily', false],
    ['weekly', true],
  ]);
  simulator.world.otherSchedule = 'replaced';
  await save(http, server, monthly, null);
  expect(await rhythms()).toEqual([
    ['weekly', true],
    ['monthly', false],
  ]);
  expect(await troubleFrom(save(http, server, { ...daily, retentionCount: 8 }, null))).toMatchObject({
    status: 400,
  });
});

test('a key that may only read is told so', async () => {
  const { http, simulator } = stage();
  simulator.world.account(KEY).rights = 'read';
  expect(await troubleFrom(save(http, server, daily, null))).toMatchObject({ kind: 'forbidden' });
  expect(await troubleFrom(change(http, server, { totalLimit: 5 }))).toMatchObject({ kind: 'forbidden' });
  expect(await troubleFrom(remove(http, server, 'bks_1'))).toMatchObject({ kind: 'forbidden' });
});
