import { topics } from '../model/finding';
import { type Bounds, languages, type Settings, settingsBounds } from '../model/settings';
import { z } from '../providers/zod';

const id = z.string().min(1).max(200);
const whole = ({ min, max }: Bounds) => z.number().int().min(min).max(max);
const goalMs = whole(settingsBounds.goalMs);
const minuteOfDay = whole(settingsBounds.minuteOfDay);

/** The settings as they may be set. */
export const settingsShape = z.strictObject({
  language: z.enum(['auto', ...languages]),
  refreshEveryMs: whole(settingsBounds.refreshEveryMs),
  goalMs,
  accountGoalsMs: z.record(id, goalMs),
  serverGoalsMs: z.record(z.string().min(1).max(500), goalMs),
  graceMs: whole(settingsBounds.graceMs),
  nearPercent: whole(settingsBounds.nearPercent),
  expiringWithinMs: whole(settingsBounds.expiringWithinMs),
  notify: z.boolean(),
  mutedTopics: z.array(z.enum(topics)).max(topics.length),
  mutedAccounts: z.array(id).max(1000),
  quietHours: z
    .strictObject({ fromMinute: minuteOfDay, toMinute: minuteOfDay, errorsPass: z.boolean() })
    .nullable(),
  panelsOff: z.array(id).max(100),
  pageBackupsAllowed: z.array(id).max(1000),
  legacyOffersDeclined: z.array(z.string().min(1).max(500)).max(5000),
  lockAfterMs: whole(settingsBounds.lockAfterMs).nullable(),
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
