import { topics } from '../model/finding';
import type { Settings } from '../model/settings';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../model/time';
import { z } from '../providers/zod';

const id = z.string().min(1).max(200);
const goalMs = z
  .number()
  .int()
  .min(HOUR_MS)
  .max(366 * DAY_MS);
const minuteOfDay = z.number().int().min(0).max(1439);

/** The settings as they may be set: the bounds are those that the fields of the settings page state. */
export const settingsShape = z.strictObject({
  refreshEveryMs: z
    .number()
    .int()
    .min(5 * MINUTE_MS)
    .max(DAY_MS),
  goalMs,
  accountGoalsMs: z.record(id, goalMs),
  serverGoalsMs: z.record(z.string().min(1).max(500), goalMs),
  graceMs: z
    .number()
    .int()
    .min(0)
    .max(7 * DAY_MS),
  nearPercent: z.number().int().min(1).max(100),
  expiringWithinMs: z
    .number()
    .int()
    .min(0)
    .max(90 * DAY_MS),
  notify: z.boolean(),
  mutedTopics: z.array(z.enum(topics)).max(topics.length),
  mutedAccounts: z.array(id).max(1000),
  quietHours: z
    .strictObject({ fromMinute: minuteOfDay, toMinute: minuteOfDay, errorsPass: z.boolean() })
    .nullable(),
  panelsOff: z.array(id).max(100),
  pageBackupsAllowed: z.array(id).max(1000),
  legacyOffersDeclined: z.array(z.string().min(1).max(500)).max(5000),
}) satisfies z.ZodType<Settings>;

/** Some of the settings; a field that is not named stays as it is, and so does one that a page sent as undefined. */
export const settingsChange: z.ZodType<Partial<Settings>> = settingsShape
  .partial()
  .transform(
    (change) =>
      Object.fromEntries(
        Object.entries(change).filter(([, value]) => value !== undefined),
      ) as Partial<Settings>,
  );
