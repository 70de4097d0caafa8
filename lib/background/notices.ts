import { type EndedOperation, hasEnded } from '../model/operation';
import { providerInfo } from '../providers/origins';
import { t } from '../text/i18n';
import { troubleSentence } from '../text/trouble';
import type { Environment } from './environment';

/** The page that a notification's click opens: the server in the popup's page view. */
export function pageOfServer(provider: string, serverId: string): string {
  return `/popup.html#server=${encodeURIComponent(`${provider}/${serverId}`)}`;
}

/**
 * Tells the end of every operation that was not told yet. The notification's id is the operation's: one that is
 * repeated because the worker died before it could write down `toldAt` replaces itself. One that the browser will not
 * show stays untold and stops no other.
 */
export async function tellEnded(env: Environment): Promise<void> {
  const { notify } = await env.store.settings();
  for (const operation of await env.store.operations()) {
    if (!hasEnded(operation) || operation.toldAt !== null) continue;
    try {
      if (notify) {
        const { title, body } = await wordsFor(env, operation);
        await env.platform.notify(operation.id, title, body);
      }
      await env.store.putOperation({ ...operation, toldAt: env.now() });
    } catch (error) {
      console.error('a notification could not be shown', error);
    }
  }
}

async function wordsFor(
  env: Environment,
  operation: EndedOperation,
): Promise<{ title: string; body: string }> {
  const account = await env.store.account(operation.accountId);
  const provider = providerInfo(operation.provider).name;
  const label = account ? account.label : '';
  const values = { server: operation.serverName, account: `${provider} · ${label}` };
  switch (operation.state) {
    case 'succeeded':
      return { title: t('notice.succeeded.title', values), body: t('notice.succeeded.body', values) };
    case 'failed': {
      const why = troubleSentence(operation.trouble, {
        account: label,
        provider,
        server: operation.serverName,
        asked: true,
      });
      return { title: t('notice.failed.title', values), body: t('notice.failed.body', { ...values, why }) };
    }
    case 'undecided':
      return { title: t('notice.undecided.title', values), body: t('notice.undecided.body', values) };
  }
}
