import { overview } from '../fleet/overview';
import type { Coverage, Overview } from '../fleet/types';
import { t } from '../text/i18n';
import type { Environment } from './environment';
import type { Badge } from './platform';

const colors: Record<Exclude<Coverage, 'covered'>, string> = {
  exposed: '#b3261e',
  overdue: '#8f5b00',
  unknown: '#5d6570',
};

/** The toolbar badge: how many servers need attention, in the colour of the worst of them. */
export function badgeFor(view: Overview): Badge {
  const worst = (['exposed', 'overdue', 'unknown'] as const).find((coverage) => view.counts[coverage] > 0);
  if (view.accounts.length === 0) return { text: '', color: colors.unknown, title: t('badge.title.empty') };
  if (view.rows.length === 0) {
    const text = view.accounts.some(({ status }) => status.trouble !== null) ? '!' : '';
    return { text, color: colors.unknown, title: t('badge.title.noServers') };
  }
  const troubled = view.unreadableRows > 0 || view.accounts.some(({ status }) => status.trouble !== null);
  if (!worst) {
    return troubled
      ? { text: '!', color: colors.unknown, title: t('badge.title.trouble') }
      : { text: '', color: colors.unknown, title: t('badge.title.none') };
  }
  return {
    text: String(view.attention),
    color: colors[worst],
    title: t('badge.title', { count: view.attention }),
  };
}

export async function updateBadge(env: Environment): Promise<void> {
  await env.platform.setBadge(badgeFor(overview(await env.store.readAll(), env.now())));
}
