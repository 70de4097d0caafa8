import { fingerprintOfTarget, snoozeKey } from '../fleet/findings/hush';
import { overview } from '../fleet/overview';
import type { SnoozeSpan, SnoozeTarget } from '../model/finding';
import type { ImportOutcome, TestOutcome } from '../model/messages';
import { DAY_MS, HOUR_MS } from '../model/time';
import { t } from '../text/i18n';
import type { Environment } from './environment';
import { TEST_NOTICE } from './pages';
import { readSettingsFile, settingsFile } from './settings-file';

/** What a person asks of the telling: quiet for a while, a test, settings to take along. */
export type Wishes = {
  /** Keeps a finding or a server quiet; `span: null` ends that. What is not there needs no quiet. */
  readonly snooze: (target: SnoozeTarget, span: SnoozeSpan | null) => Promise<void>;
  /** Shows a notification and says what the browser answered. */
  readonly testNotification: () => Promise<TestOutcome>;
  readonly exportSettings: () => Promise<{ text: string }>;
  /** Takes a file over, wholly or not at all. */
  readonly importSettings: (text: string) => Promise<ImportOutcome>;
};

const spanMs: Readonly<Record<Exclude<SnoozeSpan, 'change'>, number>> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
};

export function createWishes(env: Environment): Wishes {
  return {
    async snooze(target, span) {
      if (span === null) return env.store.removeSnooze(snoozeKey(target));
      const now = env.now();
      const view = overview(await env.store.readAll(), now);
      const findings = view.findings.map(({ finding }) => finding);
      const isThere =
        target.kind === 'finding'
          ? findings.some(({ id }) => id === target.id)
          : [...view.rows, ...view.gone].some(({ key }) => key === target.key);
      if (!isThere) return;
      await env.store.putSnooze({
        target: snoozeKey(target),
        setAt: now,
        until: span === 'change' ? null : now + spanMs[span],
        fingerprint: fingerprintOfTarget(target, findings),
      });
    },
    async testNotification() {
      const level = await env.platform.notificationLevel();
      if (level === 'denied') return { kind: 'refused', why: level };
      try {
        await env.platform.notify(TEST_NOTICE, t('notice.test.title'), t('notice.test.body'));
        return { kind: 'handedOver' };
      } catch (error) {
        return { kind: 'refused', why: error instanceof Error ? error.message : String(error) };
      }
    },
    async exportSettings() {
      const [settings, accounts] = await Promise.all([env.store.settings(), env.store.accounts()]);
      return { text: settingsFile(settings, accounts, env.now()) };
    },
    async importSettings(text) {
      const [settings, accounts] = await Promise.all([env.store.settings(), env.store.accounts()]);
      const outcome = readSettingsFile(text, accounts, settings);
      if (outcome.kind === 'refused') return outcome;
      await env.store.importSettings(outcome.settings, outcome.labels);
      return { kind: 'taken', missing: outcome.missing };
    },
  };
}
