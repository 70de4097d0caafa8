import type { AccountId, ProviderId } from './account';
import type { Topic } from './finding';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './time';

/** Local minutes of the day, 0–1439; a span whose end is before its beginning runs over midnight. */
export type QuietHours = {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly errorsPass: boolean;
};

/** The languages that there is a catalogue of. */
export const languages = ['en', 'sv', 'bg'] as const;
export type Language = (typeof languages)[number];
/** "auto": the first of the browser's languages that has a catalogue. */
export type LanguageChoice = 'auto' | Language;

export type Settings = {
  readonly language: LanguageChoice;
  readonly refreshEveryMs: number;
  /** The goal (RPO) where the provider's own rhythm does not set a longer one. */
  readonly goalMs: number;
  /** Goals that a person set for an account or a server: they hold as they are. Servers by `<provider>/<id>`. */
  readonly accountGoalsMs: Readonly<Record<AccountId, number>>;
  readonly serverGoalsMs: Readonly<Record<string, number>>;
  /** How long past its goal a server still counts as covered, so that a daily schedule does not flap. */
  readonly graceMs: number;
  /** From how much of its slots used, in percent, a quota is nearly full. */
  readonly nearPercent: number;
  /** How long before its expiry a last restore point is spoken of. */
  readonly expiringWithinMs: number;
  readonly notify: boolean;
  /** What no notification and no number on the badge is wanted of. */
  readonly mutedTopics: readonly Topic[];
  readonly mutedAccounts: readonly AccountId[];
  readonly quietHours: QuietHours | null;
  /** Providers in whose own panel nothing is to be shown. */
  readonly panelsOff: readonly ProviderId[];
  /** Accounts whose backups may start from a page though their provider states neither a limit nor a price. */
  readonly pageBackupsAllowed: readonly AccountId[];
  /** Servers (`<provider>/<id>`) for which the offer to remember a number was declined. */
  readonly legacyOffersDeclined: readonly string[];
  /**
   * With a passphrase: how long after the last use of one of our pages Lastgood locks itself; null: only when the
   * browser closes. While it is locked nothing is watched, so nothing locks by itself unless a person wants it.
   */
  readonly lockAfterMs: number | null;
};

export const defaultSettings: Settings = {
  language: 'auto',
  refreshEveryMs: 15 * MINUTE_MS,
  goalMs: 24 * HOUR_MS,
  accountGoalsMs: {},
  serverGoalsMs: {},
  graceMs: 3 * HOUR_MS,
  nearPercent: 80,
  expiringWithinMs: 72 * HOUR_MS,
  notify: true,
  mutedTopics: ['nearlyFull', 'noSchedule', 'gone'],
  mutedAccounts: [],
  quietHours: null,
  panelsOff: [],
  pageBackupsAllowed: [],
  legacyOffersDeclined: [],
  lockAfterMs: null,
};

/** The least and the most that a setting may be, both included: held by the fields and by what takes them over. */
export type Bounds = { readonly min: number; readonly max: number };

export const settingsBounds = {
  refreshEveryMs: { min: 5 * MINUTE_MS, max: DAY_MS },
  goalMs: { min: HOUR_MS, max: 366 * DAY_MS },
  graceMs: { min: 0, max: 7 * DAY_MS },
  nearPercent: { min: 1, max: 100 },
  expiringWithinMs: { min: 0, max: 90 * DAY_MS },
  lockAfterMs: { min: MINUTE_MS, max: DAY_MS },
  minuteOfDay: { min: 0, max: 1439 },
} as const satisfies Record<string, Bounds>;
