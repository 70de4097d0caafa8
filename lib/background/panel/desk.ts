import { overview } from '../../fleet/overview';
import { panelButtonOf } from '../../fleet/page-start';
import type { ServerRow } from '../../fleet/types';
import type { ProviderId, ServerId } from '../../model/account';
import type { PanelBackUpOutcome, PanelMessages } from '../../model/panel';
import { TroubleError, troubleOf } from '../../model/trouble';
import { panelPattern, providerInfo } from '../../providers/origins';
import type { Environment } from '../environment';
import { FRESH_LIST_MS, type Journal } from '../journal';
import type { Refresher } from '../refresh';
import { panelViewOf } from './view';

export type PanelHandlers = {
  readonly [T in keyof PanelMessages]: (
    provider: ProviderId,
    payload: PanelMessages[T]['payload'],
  ) => Promise<PanelMessages[T]['answer']>;
};

/** Answers the content scripts: they see their own provider's servers, and may start only what is free. */
export function createPanelDesk(
  env: Environment,
  parts: { readonly journal: Journal; readonly refresher: Refresher; readonly wake: () => Promise<void> },
): PanelHandlers {
  /**
   * Throws where a person switched the provider's panel off, has no account there any more, or no longer lets us in: a
   * script that was there before lives on in its page.
   */
  async function assertServed(provider: ProviderId): Promise<void> {
    const { panelsOff } = await env.store.settings();
    const hasAccount = (await env.store.accounts()).some((account) => account.provider === provider);
    const isServed =
      hasAccount &&
      !panelsOff.includes(provider) &&
      (await env.platform.hasOrigin(panelPattern(providerInfo(provider))));
    if (!isServed) throw new TroubleError({ kind: 'notOffered' });
  }

  async function rowOf(provider: ProviderId, serverId: ServerId): Promise<ServerRow> {
    const { rows } = overview(await env.store.readAll(), env.now());
    const row = rows.find((entry) => entry.provider === provider && entry.stored.server.id === serverId);
    if (!row) throw new TroubleError({ kind: 'notFound', detail: null });
    return row;
  }

  /** The row by a reading that the journal would take too, as far as one can be had: else by what is stored. */
  async function freshRowOf(provider: ProviderId, serverId: ServerId): Promise<ServerRow> {
    const row = await rowOf(provider, serverId);
    if (row.readAgoMs !== null && row.readAgoMs < FRESH_LIST_MS) return row;
    try {
      await parts.refresher.readServer(row.account.id, serverId);
    } catch (error) {
      if (!(error instanceof TroubleError)) throw error;
    }
    return rowOf(provider, serverId);
  }

  async function backUp(provider: ProviderId, serverId: ServerId): Promise<PanelBackUpOutcome> {
    const row = await freshRowOf(provider, serverId);
    const { pageBackupsAllowed } = await env.store.settings();
    const button = panelButtonOf(row, pageBackupsAllowed.includes(row.account.id));
    switch (button.kind) {
      case 'starts':
        return {
          kind: 'started',
          operationId: await parts.journal.start({
            accountId: row.account.id,
            serverId,
            task: { kind: 'create', note: null, cost: null },
          }),
        };
      case 'asks':
        await env.platform.openPage(`/confirm.html#backup=${encodeURIComponent(row.key)}`);
        return { kind: 'asked' };
      case 'blocked':
        return { kind: 'notStarted', trouble: { kind: 'busy', detail: button.reason } };
      case 'readOnly':
        return { kind: 'notStarted', trouble: { kind: 'forbidden', detail: null } };
      case 'unavailable':
        return { kind: 'notStarted', trouble: row.trouble ?? { kind: 'alreadyRunning' } };
      case 'none':
        return { kind: 'notStarted', trouble: { kind: 'notOffered' } };
    }
  }

  return {
    async panelView(provider) {
      await assertServed(provider);
      return panelViewOf(overview(await env.store.readAll(), env.now()), provider);
    },
    async panelBackUp(provider, { serverId }) {
      await assertServed(provider);
      try {
        return await backUp(provider, serverId);
      } catch (error) {
        return { kind: 'notStarted', trouble: troubleOf(error) };
      } finally {
        void parts.wake();
      }
    },
    async panelRemember(provider, { serverId, legacyId }) {
      await assertServed(provider);
      const { key } = await rowOf(provider, serverId);
      const number = encodeURIComponent(legacyId);
      await env.platform.openPage(`/confirm.html#legacy=${encodeURIComponent(key)}&number=${number}`);
      return null;
    },
    async panelDecline(provider, { serverId }) {
      await assertServed(provider);
      const { key } = await rowOf(provider, serverId);
      const { legacyOffersDeclined } = await env.store.settings();
      if (legacyOffersDeclined.includes(key)) return null;
      await env.store.changeSettings({ legacyOffersDeclined: [...legacyOffersDeclined, key] });
      return null;
    },
  };
}
