import { freshForMs } from '../../fleet/coverage';
import { panelButtonOf } from '../../fleet/page-start';
import type { Overview, ServerRow } from '../../fleet/types';
import type { ProviderId } from '../../model/account';
import { hasEnded, type Operation } from '../../model/operation';
import {
  type PanelBackup,
  type PanelOperation,
  type PanelServer,
  type PanelView,
  type PanelWords,
  panelWords,
} from '../../model/panel';
import { type EpochMs, HOUR_MS } from '../../model/time';
import { providerInfo } from '../../providers/origins';
import { dangerousWords } from '../../text/dangerous-words';
import { formatMoment } from '../../text/format';
import { locale, t } from '../../text/i18n';
import { kindWord } from '../../text/words';

/** An operation that has ended stays in sight this long: then the age says it. */
const SHOWN_AFTER_END_MS = HOUR_MS;

/**
 * What a provider's panel is told: the servers of that provider that this browser's accounts know, in public facts
 * alone. No account's label, no key, no note, no other provider's server.
 */
export function panelViewOf(overview: Overview, provider: ProviderId): PanelView {
  return {
    servers: overview.rows.filter((row) => row.provider === provider).map((row) => serverOf(row, overview)),
    words: wordsOf(),
    dangerousWords,
    locale: locale(),
  };
}

function serverOf(row: ServerRow, overview: Overview): PanelServer {
  const { settings } = overview;
  const { server } = row.stored;
  const legacyId = row.account.legacyIds[server.id] ?? null;
  return {
    id: server.id,
    legacyId,
    name: server.name,
    hostname: server.hostname,
    addresses: server.addresses,
    backup: backupOf(row, overview),
    operation: row.operation === null ? null : operationOf(row.operation, overview.now),
    button: panelButtonOf(row, settings.pageBackupsAllowed.includes(row.account.id)),
    wantsLegacyId:
      legacyId === null &&
      providerInfo(row.provider).hasLegacyIds &&
      !settings.legacyOffersDeclined.includes(row.key),
  };
}

function backupOf(row: ServerRow, { now, settings }: Overview): PanelBackup {
  const { readAt } = row.stored;
  if (row.coverage === 'unknown' || readAt === null) return { kind: 'unknown' };
  const vouchedUntil = readAt + freshForMs(settings);
  if (row.lastGood === null || row.restoreAgeMs === null) return { kind: 'never', vouchedUntil };
  const createdAt = now - row.restoreAgeMs;
  return {
    kind: 'known',
    createdAt,
    exactText: exactText(createdAt, kindWord(row.lastGood)),
    goalMs: row.goalMs,
    graceMs: settings.graceMs,
    vouchedUntil,
  };
}

function exactText(createdAt: EpochMs, kind: string | null): string {
  const time = formatMoment(createdAt);
  return kind === null ? t('panelTitle.exactly', { time }) : t('panelTitle.exactlyKind', { time, kind });
}

function operationOf(operation: Operation, now: number): PanelOperation | null {
  if (operation.task.kind !== 'create') return null;
  if (!hasEnded(operation)) {
    return { state: 'running', percent: operation.state === 'running' ? operation.percent : null };
  }
  if (now - operation.endedAt > SHOWN_AFTER_END_MS) return null;
  return { state: operation.state, endedAt: operation.endedAt };
}

/** The texts with their places left open: the page fills in ages as time passes. */
function wordsOf(): PanelWords {
  return Object.fromEntries(panelWords.map((word) => [word, t(`panel.${word}`)])) as PanelWords;
}
