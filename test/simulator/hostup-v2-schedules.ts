import { z } from 'zod';
import { type App, type AppContext, bodyOf } from './app';
import { freeSlots, toV2Schedule, toV2Settings } from './hostup-v2-wire';
import { json } from './replies';
import { mayNotSave, upsertSchedule } from './schedules';
import type { HostupServer } from './types';
import type { World } from './world';

type Act = (context: AppContext, server: HostupServer) => Response | Promise<Response>;
type Fail = (context: AppContext, status: number, code: string, text: string) => Response;

const hour = z.int().min(0).max(23);
const common = {
  hour,
  retentionCount: z.int().min(1),
  enabled: z.boolean(),
  name: z.string().optional(),
};
const newSchedule = z.discriminatedUnion('frequency', [
  z.strictObject({ frequency: z.literal('daily'), ...common }),
  z.strictObject({ frequency: z.literal('weekly'), dayOfWeek: z.int().min(0).max(6), ...common }),
  z.strictObject({ frequency: z.literal('monthly'), dayOfMonth: z.int().min(1).max(31), ...common }),
]);
const newSettings = z
  .strictObject({
    maxTotalBackups: z.number().min(1).optional(),
    autoDeleteOldest: z.boolean().optional(),
  })
  .refine((body) => Object.keys(body).length > 0);

/** The schedule of a VPS and the settings of its backups, which share a path. */
export function addScheduleRoutes(
  app: App,
  world: World,
  withServer: (act: Act) => (context: AppContext) => Response | Promise<Response>,
  fail: Fail,
): void {
  const path = '/api/v2/vps/:id/backup-schedules';
  const invalid = (context: AppContext) =>
    fail(context, 400, 'invalid_request', 'The request body failed validation.');

  app.get(
    path,
    withServer((_, server) =>
      json({
        schedules: server.schedules.map(toV2Schedule),
        settings: toV2Settings(server),
        limits: { maxSchedules: 1, availableScheduledSlots: freeSlots(server) },
        actions: { canCreate: { allowed: true, reason: null } },
      }),
    ),
  );
  app.post(
    path,
    withServer(async (context, server) => {
      const parsed = newSchedule.safeParse(await bodyOf(context));
      if (!parsed.success) return invalid(context);
      const { data } = parsed;
      const values = {
        frequency: data.frequency,
        hour: data.hour,
        minute: 0,
        dayOfWeek: data.frequency === 'weekly' ? data.dayOfWeek : null,
        dayOfMonth: data.frequency === 'monthly' ? data.dayOfMonth : null,
        retentionCount: data.retentionCount,
        enabled: data.enabled,
        name: data.name ?? `Auto ${data.frequency} backup schedule`,
      };
      if (mayNotSave(world, server, values)) return invalid(context);
      return json({ schedule: toV2Schedule(upsertSchedule(world, server, values)) });
    }),
  );
  app.patch(
    path,
    withServer(async (context, server) => {
      const parsed = newSettings.safeParse(await bodyOf(context));
      if (!parsed.success) return invalid(context);
      server.quotaLimit = parsed.data.maxTotalBackups ?? server.quotaLimit;
      server.autoDeleteOldest = parsed.data.autoDeleteOldest ?? server.autoDeleteOldest;
      return json({ settings: toV2Settings(server) });
    }),
  );
  app.delete(
    `${path}/:scheduleId`,
    withServer((context, server) => {
      const id = context.req.param('scheduleId');
      if (!server.schedules.some((schedule) => schedule.publicId === id)) {
        return fail(context, 404, 'schedule_not_found', 'No schedule has the given ID.');
      }
      server.schedules = server.schedules.filter((schedule) => schedule.publicId !== id);
      return new Response(null, { status: 204 });
    }),
  );
}
