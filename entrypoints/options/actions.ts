import type { OptionsActions } from '../../components/options/actions';
import { send } from '../../lib/client';
import { troubleOf } from '../../lib/model/trouble';
import { originPattern, panelPattern, providerInfo } from '../../lib/providers/origins';
import { copyText } from '../shared/copy-text';
import { saveFile } from '../shared/save-file';
import { requestAccess } from './permissions';

/** What the settings page does: it asks the browser for origins, and the background for everything else. */
export const actions: OptionsActions = {
  addAccount: async (provider, label, key) => {
    try {
      if (!(await requestAccess(originPattern(providerInfo(provider))))) return { kind: 'refused' };
    } catch (error) {
      return { kind: 'failed', trouble: troubleOf(error) };
    }
    const result = await send('addAccount', { provider, label, key });
    return result.ok ? { kind: 'added', account: result.value } : { kind: 'failed', trouble: result.trouble };
  },
  allowAccess: async (provider) => {
    if (await requestAccess(originPattern(providerInfo(provider))))
      await send('refresh', { accountId: null });
  },
  replaceKey: (accountId, key) => send('replaceKey', { accountId, key }),
  renameAccount: (accountId, label) => send('renameAccount', { accountId, label }),
  removeAccount: (accountId) => send('removeAccount', { accountId }),
  setLegacyId: (accountId, serverId, legacyId) =>
    send('setLegacyId', { accountId, serverId, legacyId, mustName: false }),
  showInPanel: async (provider, panelsOff) => {
    const info = providerInfo(provider);
    if (!panelsOff.includes(provider) && !(await requestAccess(panelPattern(info)))) {
      return { ok: false, trouble: { kind: 'permissionMissing', origin: info.panelOrigin } };
    }
    return send('changeSettings', { change: { panelsOff } });
  },
  changeSettings: (change) => send('changeSettings', { change }),
  testNotification: () => send('testNotification', {}),
  exportSettings: () => send('exportSettings', {}),
  saveFile,
  importSettings: (text) => send('importSettings', { text }),
  setPassphrase: (passphrase) => send('setPassphrase', { passphrase }),
  changePassphrase: (current, next) => send('changePassphrase', { current, next }),
  removePassphrase: (current) => send('removePassphrase', { current }),
  lockNow: () => send('lockNow', {}),
  diagnostics: () => send('diagnostics', {}),
  copyText,
};
