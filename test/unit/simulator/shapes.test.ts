import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sampleKeys, sampleWorld } from '../../simulator/fleet';
import { call, frozenSimulator, legacy, v2, vpsbg, vpsorg } from './helpers';

/** Every field by its path with its kind; of a list its first row. */
function kindsOf(value: unknown, path = ''): readonly (readonly [path: string, kind: string])[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : kindsOf(value[0], `${path}[]`);
  if (typeof value !== 'object' || value === null) return [[path, value === null ? 'null' : typeof value]];
  return Object.entries(value).flatMap(([key, inner]) => kindsOf(inner, `${path}.${key}`));
}

/** The fields of the example that the answer lacks or gives another kind; null goes with every kind. */
function missing(example: unknown, answer: unknown): string[] {
  const kinds = new Map(kindsOf(answer));
  return kindsOf(example).flatMap(([path, kind]) => {
    const found = kinds.get(path);
    return found === kind || found === 'null' || (kind === 'null' && found !== undefined) ? [] : [path];
  });
}

const simulator = frozenSimulator();
sampleWorld(simulator);
const { world } = simulator;
const app = world.serverNamed('hostup', 'app-01');
const cache = world.serverNamed('hostup', 'cache-03');
const archive = world.serverNamed('vpsbg', 'db-archive');
const web = world.serverNamed('vpsorg', 'web-server-01');
world.addSnapshot(archive);
const created = { body: { server_id: Number(web.id), description: 'x' } };
const job = world.operations[0]?.jobId ?? '';

it.each([
  ['hostup/v2-vps-list.json', 'GET', sampleKeys.work, v2('/vps'), {}],
  ['hostup/v2-vps.json', 'GET', sampleKeys.work, v2(`/vps/${app.id}`), {}],
  ['hostup/v2-vps-details.json', 'GET', sampleKeys.work, v2(`/vps/${app.id}/details`), {}],
  ['hostup/v2-backups.json', 'GET', sampleKeys.work, v2(`/vps/${app.id}/backups`), {}],
  ['hostup/v2-operation.json', 'POST', sampleKeys.work, v2(`/vps/${cache.id}/backups`), {}],
  ['hostup/job.json', 'GET', sampleKeys.work, legacy(`/jobs/${job}`), {}],
  ['hostup/v2-backup-schedules.json', 'GET', sampleKeys.work, v2(`/vps/${app.id}/backup-schedules`), {}],
  ['hostup/v2-snapshots.json', 'GET', sampleKeys.work, v2(`/vps/${app.id}/snapshots`), {}],
  ['hostup/legacy-backups.json', 'GET', sampleKeys.work, legacy('/vm/10000/backups'), {}],
  ['hostup/legacy-backup-schedules.json', 'GET', sampleKeys.work, legacy('/vm/10000/backup-schedules'), {}],
  ['hostup/legacy-vm-details.json', 'GET', sampleKeys.work, legacy('/vm/10000/details'), {}],
  ['vpsbg/backups.json', 'GET', sampleKeys.personal, vpsbg('/backups'), {}],
  ['vpsbg/servers.json', 'GET', sampleKeys.personal, vpsbg('/servers'), {}],
  ['vpsbg/server.json', 'GET', sampleKeys.personal, vpsbg(`/servers/${archive.id}`), {}],
  ['vpsbg/snapshots.json', 'GET', sampleKeys.personal, vpsbg('/snapshots'), {}],
  ['vpsbg/balance.json', 'GET', sampleKeys.personal, vpsbg('/balance'), {}],
  ['vpsorg/backups.json', 'GET', sampleKeys.shop, vpsorg('/backups/'), {}],
  ['vpsorg/backup-created.json', 'POST', sampleKeys.shop, vpsorg('/backups/'), created],
  ['vpsorg/servers.json', 'GET', sampleKeys.shop, vpsorg('/servers/'), {}],
  ['vpsorg/snapshots.json', 'GET', sampleKeys.shop, vpsorg('/snapshots/'), {}],
  ['vpsorg/account-me.json', 'GET', sampleKeys.shop, vpsorg('/account/me/'), {}],
] as const)('answers with every field of %s', async (fixture, method, key, url, init) => {
  const example: unknown = JSON.parse(
    readFileSync(new URL(`../../fixtures/${fixture}`, import.meta.url), 'utf8'),
  );
  const { body } = await call(simulator, key, method, url, init);
  expect(missing(example, body)).toEqual([]);
});
