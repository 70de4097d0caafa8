import { z } from 'zod';
import { type App, type AppContext, bodyOf, createApp, listedServers, type Manners, refuse } from './app';
import { legacyEnvelope } from './hostup-jobs';
import {
  toLegacyBackup,
  toLegacyDetails,
  toLegacySchedule,
  toLegacySchedules,
  volidOf,
} from './hostup-legacy-wire';
import { removeBackup } from './operations';
import { json, legacyError } from './replies';
import { mayNotSave, upsertSchedule } from './schedules';
import type { Deps } from './simulator';
import type { HostupServer } from './types';

const newSchedule = z.object({
  schedule_type: z.enum(['daily', 'weekly', 'monthly']),
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
  retention_count: z.int().min(1),
  enabled: z.boolean(),
  notes: z.string(),
  day_of_week: z.int().min(0).max(6).nullish(),
  day_of_month: z.int().min(1).max(31).nullish(),
});

/** HostUp's older API: a numeric vmid, an envelope, X-API-Key (or Bearer). */
export function createHostupLegacy(deps: Deps): App {
  const { world } = deps;
  const manners: Manners = {
    provider: 'hostup',
    error: () => legacyError(world.now()),
    isServerList: () => false,
  };
  const app = createApp(deps, manners);
  const ok = (data: unknown) => json(legacyEnvelope(world, data));
  const withServer =
    (act: (context: AppContext, server: HostupServer, vmid: string) => Response | Promise<Response>) =>
    (context: AppContext) => {
      const vmid = context.req.param('vmid');
      const server = listedServers(world, context.get('account'), 'hostup').find((one) => one.vmid === vmid);
      if (vmid === undefined || !server) return refuse(context, manners, 404, 'not_found', 'VM not found.');
      return act(context, server, vmid);
    };

  app.get(
    '/api/vm/:vmid{[0-9]+}/details',
    withServer((_, server, vmid) => ok(toLegacyDetails(server, vmid))),
  );
  app.get(
    '/api/vm/:vmid{[0-9]+}/backups',
    withServer((_, server, vmid) => ok(server.backups.map((backup) => toLegacyBackup(server, backup, vmid)))),
  );
  app.delete(
    '/api/vm/:vmid{[0-9]+}/backups/:volid{.+}',
    withServer((context, server, vmid) => {
      const volid = context.req.param('volid');
      const backup = server.backups.find((one) => volidOf(one.createdAt, vmid) === volid);
      if (!backup) return refuse(context, manners, 500, 'internal_error', 'Failed to delete backup');
      removeBackup(server, backup.id, world.now());
      return ok({ success: true, message: 'Backup deleted successfully' });
    }),
  );
  app.get(
    '/api/vm/:vmid{[0-9]+}/backup-schedules',
    withServer((_, server, vmid) => ok(toLegacySchedules(server, vmid))),
  );
  app.post(
    '/api/vm/:vmid{[0-9]+}/backup-schedules',
    withServer(async (context, server, vmid) => {
      const parsed = newSchedule.safeParse(await bodyOf(context));
      if (!parsed.success) return refuse(context, manners, 400, 'bad_request', 'Invalid schedule');
      const { data } = parsed;
      const values = {
        frequency: data.schedule_type,
        hour: data.hour,
        minute: data.minute,
        dayOfWeek: data.schedule_type === 'weekly' ? (data.day_of_week ?? 0) : null,
        dayOfMonth: data.schedule_type === 'monthly' ? (data.day_of_month ?? 1) : null,
        retentionCount: data.retention_count,
        enabled: data.enabled,
        name: data.notes,
      };
      if (mayNotSave(world, server, values)) {
        return refuse(context, manners, 400, 'bad_request', 'Invalid schedule');
      }
      const schedule = upsertSchedule(world, server, values);
      const message = 'Backup schedule updated successfully';
      return ok({ success: true, schedule: toLegacySchedule(schedule, vmid), message });
    }),
  );
  return app;
}
