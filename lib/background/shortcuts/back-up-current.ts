import { TroubleError, troubleOf } from '../../model/trouble';
import { type ProviderInfo, providerInfos } from '../../providers/origins';
import { t } from '../../text/i18n';
import { troubleSentence } from '../../text/trouble';
import type { Environment } from '../environment';
import { PAGE_VIEW } from '../pages';
import type { PanelHandlers } from '../panel/desk';
import { serverAt } from './panel-server';

/** The same again replaces what was said before. */
export const COMMAND_NOTICE = 'command';

/**
 * Gives what a person's keys start on a provider's page: "Back up now" for the server that the address names. The
 * gesture is the person's, the address the page's own choice, so it may start what a click in the page may, and asks
 * where that would ask. A notification says what came of it. `address`: of the tab in front, null where the browser does
 * not tell it.
 */
export function createBackUpCurrent(env: Environment, desk: PanelHandlers, isLocked: () => Promise<boolean>) {
  const say = (text: string) => env.platform.notify(COMMAND_NOTICE, t('shortcut.command'), text);

  async function start(info: ProviderInfo, address: URL): Promise<string | null> {
    const view = await desk.panelView(info.id, {});
    const serverId = serverAt(address, view);
    const server = view.servers.find(({ id }) => id === serverId);
    if (server === undefined) return t('shortcut.command.noServer', { provider: info.name });
    const outcome = await desk.panelBackUp(info.id, { serverId: server.id });
    switch (outcome.kind) {
      case 'started':
        return t('create.requested', { server: server.name });
      case 'asked':
        return null;
      case 'notStarted':
        return troubleSentence(outcome.trouble, {
          account: null,
          provider: info.name,
          server: server.name,
          asked: true,
        });
    }
  }

  return async (address: string | null): Promise<void> => {
    if (await isLocked()) return env.platform.openPage(PAGE_VIEW);
    const url = address !== null && URL.canParse(address) ? new URL(address) : null;
    const info = providerInfos.find(({ panelOrigin }) => url !== null && panelOrigin === url.origin);
    if (url === null || info === undefined) return say(t('shortcut.command.noPanel'));
    try {
      const said = await start(info, url);
      if (said !== null) await say(said);
    } catch (error) {
      if (!(error instanceof TroubleError) || troubleOf(error).kind !== 'notOffered') throw error;
      await say(t('shortcut.command.notServed', { provider: info.name }));
    }
  };
}
