import { type App, type AppContext, bodyOf, createApp, listedServers, type Manners, refuse } from './app';
import { createGate, restoreGate } from './hostup-gates';
import { addScheduleRoutes } from './hostup-v2-schedules';
import { addRestoreSourceRoutes } from './hostup-v2-sources';
import { operationBody, toV2Backup, toV2Details, toV2Snapshot, toV2Vps } from './hostup-v2-wire';
import { removeBackup, start } from './operations';
import { json, problem } from './replies';
import type { Deps } from './simulator';
import type { HostupServer, SimGate } from './types';

const DEFAULT_PAGE = 20;

/** HostUp's API v2: Bearer only, no envelope, problem documents. */
export function createHostupV2(deps: Deps): App {
  const { world } = deps;
  const manners: Manners = {
    provider: 'hostup',
    error: (context) => problem(world.now(), context.req.path),
    key: (request) => /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? null,
    isServerList: (path) => path === '/api/v2/vps',
  };
  const app = createApp(deps, manners);
  const fail = (context: AppContext, status: number, code: string, text: string) =>
    refuse(context, manners, status, code, text);
  const withServer =
    (act: (context: AppContext, server: HostupServer) => Response | Promise<Response>) =>
    (context: AppContext) => {
      const id = context.req.param('id');
      const server = listedServers(world, context.get('account'), 'hostup').find((one) => one.id === id);
      return server ? act(context, server) : fail(context, 404, 'vps_not_found', 'No VPS has the given ID.');
    };
  const shut = (context: AppContext, gate: SimGate) =>
    fail(context, 409, gate.code ?? 'vps_not_ready', gate.reason ?? 'The action is not allowed now.');

  app.get('/api/v2/vps', (context) => {
    const { limit: limitText, cursor, name, primaryIp } = context.req.query();
    const limit = limitText === undefined ? DEFAULT_PAGE : Number(limitText);
    const offset = cursor === undefined ? 0 : offsetOf(cursor);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100 || offset === null) {
      return fail(context, 400, 'invalid_request', 'The query failed validation.');
    }
    const account = context.get('account');
    const rows = listedServers(world, account, 'hostup')
      .filter((server) => name === undefined || server.name.toLowerCase() === name.toLowerCase())
      .filter((server) => primaryIp === undefined || server.address === primaryIp)
      .map(toV2Vps);
    const all = [...account.oddServerRows, ...rows];
    const next = offset + limit;
    return json({
      data: all.slice(offset, next),
      nextCursor: next < all.length ? cursorOf(next) : null,
    });
  });
  app.get(
    '/api/v2/vps/:id',
    withServer((_, server) => json(toV2Vps(server))),
  );
  app.get(
    '/api/v2/vps/:id/details',
    withServer((_, server) => json(toV2Details(server))),
  );
  app.get(
    '/api/v2/vps/:id/backups',
    withServer((context, server) => {
      const { quotaLimit: limit, backups } = server;
      const account = context.get('account');
      const remaining = limit === null ? null : Math.max(0, limit - backups.length);
      return json({
        backups: [...server.oddBackupRows, ...backups.map(toV2Backup)],
        quotaInfo: { used: backups.length, limit, remaining },
        actions: {
          canCreateBackup: createGate(world, server, account),
          canRestore: restoreGate(world, server, account),
        },
      });
    }),
  );
  app.post(
    '/api/v2/vps/:id/backups',
    withServer(async (context, server) => {
      const body = await bodyOf(context);
      const note = body?.note ?? null;
      if (body === null || (note !== null && typeof note !== 'string')) {
        return fail(context, 400, 'invalid_request', 'The request body failed validation.');
      }
      const gate = createGate(world, server, context.get('account'));
      if (!gate.allowed) return shut(context, gate);
      return json(operationBody(world, start(world, server, { kind: 'create', note })), 202);
    }),
  );
  app.delete(
    '/api/v2/vps/:id/backups/:backupId',
    withServer((context, server) => {
      const backup = server.backups.find((one) => one.id === context.req.param('backupId'));
      if (!backup) return fail(context, 404, 'backup_not_found', 'No backup has the given ID.');
      if (backup.protected) return fail(context, 409, 'backup_protected', 'The backup is protected.');
      removeBackup(server, backup.id, world.now());
      return new Response(null, { status: 204 });
    }),
  );
  app.post(
    '/api/v2/vps/:id/backups/:backupId/actions/restore',
    withServer((context, server) => {
      const backup = server.backups.find((one) => one.id === context.req.param('backupId'));
      if (!backup) return fail(context, 404, 'backup_not_found', 'No backup has the given ID.');
      const gate = restoreGate(world, server, context.get('account'));
      if (!gate.allowed) return shut(context, gate);
      return json(operationBody(world, start(world, server, { kind: 'restore', backupId: backup.id })), 202);
    }),
  );
  app.get(
    '/api/v2/vps/:id/snapshots',
    withServer((_, server) =>
      json({
        data: server.snapshots.map(toV2Snapshot),
        limits: { totalSnapshots: 1 },
        available: true,
        reason: null,
        actions: {
          canCreate: { allowed: server.snapshots.length === 0, reason: null },
          canRestore: { allowed: true, reason: null },
        },
      }),
    ),
  );
  addRestoreSourceRoutes(app, world, withServer, fail);
  addScheduleRoutes(app, world, withServer, fail);
  return app;
}

function cursorOf(offset: number): string {
  return Buffer.from(JSON.stringify({ offset })).toString('base64url');
}

function offsetOf(cursor: string): number | null {
  const found = /^\{"offset":(\d+)\}$/.exec(Buffer.from(cursor, 'base64url').toString());
  return found ? Number(found[1]) : null;
}
