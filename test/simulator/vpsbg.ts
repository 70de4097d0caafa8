import {
  type App,
  type AppContext,
  createApp,
  knownServers,
  listedServers,
  type Manners,
  refuse,
} from './app';
import { newestFirst, openOperation } from './operations';
import { json, message } from './replies';
import type { Deps } from './simulator';
import type { VpsbgServer } from './types';
import { pageOf, toVpsbgBackup, toVpsbgDetail, toVpsbgServer, toVpsbgSnapshot } from './vpsbg-wire';

const LIST_PAGE = 50;

/** VPSBG's API: pages of 50, bare objects, no way to make a backup, 423 while a server is locked. */
export function createVpsbg(deps: Deps): App {
  const { world } = deps;
  const manners: Manners = {
    provider: 'vpsbg',
    error: () => message,
    isServerList: (path) => path === '/v1/servers',
  };
  const app = createApp(deps, manners);
  const fail = (context: AppContext, status: number, text: string) =>
    refuse(context, manners, status, '', text);
  const locked = (server: VpsbgServer) => server.locked || openOperation(world, server) !== undefined;
  const paged = (context: AppContext, resource: string, rows: readonly unknown[], perPage: number) => {
    const page = Number(context.req.query('page') || '1');
    if (!Number.isInteger(page) || page < 1) return fail(context, 422, 'The page must be at least 1.');
    return json(pageOf(resource, rows, page, perPage));
  };

  app.get('/v1/balance', () =>
    json({
      balance: 3476.06,
      estimated_funds: 30,
      shortfall: 0,
      currency: 'EUR',
      has_valid_card: true,
      last_deposit: {
        amount: 41.67,
        amount_with_vat: 50,
        payment_method: 'card',
        payment_date: '2024-10-16T12:06:12.000000Z',
      },
      unconfirmed_bitcoin_deposits: [],
    }),
  );
  app.get('/v1/servers', (context) => {
    const perPage = Number(context.req.query('per_page') || String(LIST_PAGE));
    if (!Number.isInteger(perPage) || perPage < 1 || perPage > 50) {
      return fail(context, 422, 'The per page must be between 1 and 50.');
    }
    const account = context.get('account');
    const status = (context.req.query('filter[status]') || 'active,suspended').split(',');
    const ip = context.req.query('filter[ip]') || '';
    const search = context.req.query('filter[search]') || '';
    const rows = listedServers(world, account, 'vpsbg')
      .filter((server) => status.includes(server.status))
      .filter((server) => server.address.includes(ip))
      .filter((server) => `${server.address} ${server.hostname}`.includes(search))
      .map((server) => toVpsbgServer(server, locked(server)));
    return paged(context, 'servers', [...account.oddServerRows, ...rows], perPage);
  });
  app.get('/v1/servers/:id{[0-9]+}', (context) => {
    const id = context.req.param('id');
    const server = listedServers(world, context.get('account'), 'vpsbg').find((one) => one.id === id);
    return server ? json(toVpsbgDetail(server, locked(server))) : fail(context, 404, 'Not found.');
  });
  app.get('/v1/backups', (context) => {
    const size = Number(context.req.query('filter[size]') || '0');
    const rows = wanted(context).flatMap((server) =>
      server.diskGb < size
        ? []
        : [
            ...server.oddBackupRows.map((row) => ({ at: 0, row })),
            ...inOrder(context, server.backups).map((backup) => ({
              at: backup.createdAt,
              row: toVpsbgBackup(backup, server),
            })),
          ],
    );
    return paged(context, 'backups', sorted(context, rows), LIST_PAGE);
  });
  app.get('/v1/snapshots', (context) => {
    const rows = wanted(context).flatMap((server) =>
      server.snapshots
        .filter((snapshot) => onDate(context, snapshot.createdAt))
        .map((snapshot) => ({ at: snapshot.createdAt, row: toVpsbgSnapshot(snapshot, server) })),
    );
    return paged(context, 'snapshots', sorted(context, rows), LIST_PAGE);
  });
  app.delete('/v1/backups/:id{[0-9]+}', (context) => {
    const id = context.req.param('id');
    const server = knownServers(world, context.get('account'), 'vpsbg').find((one) =>
      one.backups.some((backup) => backup.id === id),
    );
    if (!server) return fail(context, 404, 'Not found.');
    if (locked(server)) return fail(context, 423, 'The resource is locked at the moment.');
    server.backups = server.backups.filter((backup) => backup.id !== id);
    return new Response(null, { status: 204 });
  });

  function wanted(context: AppContext): VpsbgServer[] {
    const id = context.req.query('filter[server_id]') || null;
    return knownServers(world, context.get('account'), 'vpsbg').filter((one) => id === null || one.id === id);
  }
  function inOrder(context: AppContext, backups: VpsbgServer['backups']) {
    return newestFirst(backups).filter((backup) => onDate(context, backup.createdAt));
  }
  return app;
}

function onDate(context: AppContext, at: number): boolean {
  const date = context.req.query('filter[date]') || null;
  return date === null || new Date(at).toISOString().startsWith(date);
}

/** In the order that `sort` asks for; otherwise server by server, as they come. */
function sorted(context: AppContext, rows: readonly { at: number; row: unknown }[]): unknown[] {
  const sort = context.req.query('sort') || null;
  const sign = { date: 1, '-date': -1 }[sort ?? ''] ?? 0;
  return [...rows].sort((a, b) => sign * (a.at - b.at)).map(({ row }) => row);
}
