import { type App, type AppContext, bodyOf, knownServers } from './app';
import { restoreGate } from './hostup-gates';
import { operationBody, toV2Backup } from './hostup-v2-wire';
import { start } from './operations';
import { json } from './replies';
import type { HostupServer } from './types';
import type { World } from './world';

type Act = (context: AppContext, server: HostupServer) => Response | Promise<Response>;

/** Restores of another server's backup: its sources want the right to write, and services that ended are among them. */
export function addRestoreSourceRoutes(
  app: App,
  world: World,
  withServer: (act: Act) => (context: AppContext) => Response | Promise<Response>,
  fail: (context: AppContext, status: number, code: string, text: string) => Response,
): void {
  const others = (context: AppContext, server: HostupServer) =>
    knownServers(world, context.get('account'), 'hostup').filter(({ id }) => id !== server.id);

  app.get(
    '/api/v2/vps/:id/backups/restore-sources',
    withServer((context, server) => {
      if (context.get('account').rights === 'read') {
        return fail(context, 403, 'forbidden', 'The key lacks the scope backup:vm.');
      }
      return json({
        sources: others(context, server).map((source) => ({
          id: source.id,
          name: source.name,
          serviceStatus: source.listed ? source.status : 'terminated',
          sourceType: source.listed ? 'server' : 'retained',
          backups: [...source.oddBackupRows, ...source.backups.map(toV2Backup)],
        })),
      });
    }),
  );
  app.post(
    '/api/v2/vps/:id/backups/actions/restore-from-vps',
    withServer(async (context, server) => {
      const body = await bodyOf(context);
      const source = others(context, server).find(({ id }) => id === body?.sourceVpsId);
      const backup = source?.backups.find(({ id }) => id === body?.backupId);
      if (!source || !backup) return fail(context, 404, 'backup_not_found', 'No backup has the given ID.');
      const gate = restoreGate(world, server, context.get('account'));
      if (!gate.allowed) return fail(context, 409, gate.code ?? 'vps_not_ready', gate.reason ?? 'Not now.');
      if (source.diskGb > server.diskGb) {
        return fail(
          context,
          400,
          'invalid_request',
          'The storage of the VPS is smaller than the backup needs.',
        );
      }
      return json(operationBody(world, start(world, server, { kind: 'restore', backupId: backup.id })), 202);
    }),
  );
}
