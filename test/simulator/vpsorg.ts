import { type App, type AppContext, bodyOf, createApp, listedServers, type Manners, refuse } from './app';
import { newestFirst, openOperation, start } from './operations';
import { detail, json } from './replies';
import type { Deps } from './simulator';
import type { SimBackup, VpsorgServer } from './types';
import { toVpsorgBackup, toVpsorgServer, toVpsorgSnapshot } from './vpsorg-wire';

/** VPS.org's API: `{ count, results }`, rows in no order, watched by listing again. */
export function createVpsorg(deps: Deps): App {
  const { world } = deps;
  const manners: Manners = {
    provider: 'vpsorg',
    error: () => detail,
    open: (path) => path === '/api/v1/account/me/',
    isServerList: (path) => path === '/api/v1/servers/',
  };
  const app = createApp(deps, manners);
  const fail = (context: AppContext, status: number, text: string) =>
    refuse(context, manners, status, '', text);
  const list = (results: readonly unknown[]) => json({ count: results.length, results });
  const servers = (context: AppContext) => listedServers(world, context.get('account'), 'vpsorg');
  const serverOf = (context: AppContext, id: unknown): VpsorgServer | undefined =>
    servers(context).find((server) => server.id === String(id));
  const backupOf = (context: AppContext, id: unknown): [VpsorgServer, SimBackup] | undefined => {
    for (const server of servers(context)) {
      const backup = server.backups.find((one) => one.id === String(id));
      if (backup) return [server, backup];
    }
    return undefined;
  };

  app.get('/api/v1/account/me/', (context) => {
    const { rights } = context.get('account');
    const permissions = rights === 'none' ? [] : rights === 'read' ? ['read'] : ['read', 'write'];
    return json({
      account: {
        email: 'john@example.com',
        first_name: 'John',
        last_name: 'Doe',
        company_name: 'Acme Inc.',
        created_at: '2024-06-15',
      },
      token: { name: 'Lastgood', permissions },
    });
  });
  app.get('/api/v1/servers/', (context) => {
    const { status, location } = context.req.query();
    const rows = servers(context)
      .filter((server) => !status || server.status === status)
      .filter((server) => !location || server.location === location);
    return list([...context.get('account').oddServerRows, ...rows.map(toVpsorgServer)]);
  });
  app.get('/api/v1/servers/:id/', (context) => {
    const server = serverOf(context, context.req.param('id'));
    return server ? json(toVpsorgServer(server)) : fail(context, 404, 'Not found.');
  });
  app.post('/api/v1/servers/:id/restore/', async (context) => {
    const body = await bodyOf(context);
    const server = serverOf(context, context.req.param('id'));
    const backup = server?.backups.find((one) => one.id === String(body?.backup_id));
    if (!server || !backup) return fail(context, 404, 'Not found.');
    if (server.status !== 'active' || backup.status !== 'completed' || openOperation(world, server)) {
      return fail(context, 400, 'Server is not in a valid state for restoration');
    }
    start(world, server, { kind: 'restore', backupId: backup.id });
    return json({
      status: 'success',
      message: 'Server is being restored from backup. This may take 5-15 minutes.',
      backup: { id: Number(backup.id) },
      server: { id: Number(server.id), name: server.name, status: server.status },
    });
  });
  app.get('/api/v1/backups/', (context) => {
    const { server_id: serverId, backup_type: type } = context.req.query();
    const rows = servers(context)
      .filter((server) => !serverId || server.id === serverId)
      .flatMap((server) => [
        ...server.oddBackupRows,
        ...outOfOrder(newestFirst(server.backups))
          .filter((backup) => !type || backup.kind === type)
          .map((backup) => toVpsorgBackup(backup, server)),
      ]);
    return list(rows);
  });
  app.post('/api/v1/backups/', async (context) => {
    const body = await bodyOf(context);
    if (!/^application\/json/.test(context.req.header('content-type') ?? '')) {
      return fail(context, 415, 'Unsupported media type.');
    }
    if (!Number.isInteger(body?.server_id)) return json({ server_id: ['This field is required.'] }, 400);
    const description = body?.description ?? '';
    if (typeof description !== 'string') return json({ description: ['Not a valid string.'] }, 400);
    const server = serverOf(context, body?.server_id);
    if (!server) return fail(context, 404, 'Server does not exist');
    const operation = start(world, server, { kind: 'create', note: description });
    const made = backupOf(context, operation.backupId);
    if (!made) throw new Error('a started backup is listed');
    const message = 'Backup is being created. This may take several minutes depending on server size.';
    return json({ ...toVpsorgBackup(made[1], server), message }, 201);
  });
  app.delete('/api/v1/backups/:id/', (context) => {
    const found = backupOf(context, context.req.param('id'));
    if (!found) return fail(context, 404, 'Backup does not exist');
    const [server, backup] = found;
    server.backups = server.backups.filter((one) => one !== backup);
    return new Response(null, { status: 204 });
  });
  app.get('/api/v1/snapshots/', (context) => {
    const { server_id: serverId } = context.req.query();
    const rows = servers(context)
      .filter((server) => !serverId || server.id === serverId)
      .flatMap((server) => server.snapshots.map((snapshot) => toVpsorgSnapshot(snapshot, server)));
    return list(rows);
  });
  return app;
}

/** Newest, third, second, … as in the reference's example, so that nobody relies on an order. */
function outOfOrder(backups: readonly SimBackup[]): SimBackup[] {
  const rows = [...backups];
  for (let at = 1; at + 1 < rows.length; at += 2) rows.splice(at, 2, ...rows.slice(at, at + 2).reverse());
  return rows;
}
