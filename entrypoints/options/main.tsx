import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/options.css';
import { render } from 'preact';
import type { OptionsActions } from '../../components/options/actions';
import { Options } from '../../components/options/options';
import { Unreadable } from '../../components/unreadable';
import { send } from '../../lib/client';
import { troubleOf } from '../../lib/model/trouble';
import { openPage } from '../../lib/page';
import { originPattern, panelPattern, providerInfo, providerInfos } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { requestAccess, watchAccess } from './permissions';
import { saveFile } from './save-file';
import { surroundings } from './surroundings';

const { overview, failure } = openPage();
const allowed = watchAccess(originPattern);
const allowedPanels = watchAccess(panelPattern);
document.title = t('options.title');

const actions: OptionsActions = {
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
};

function App() {
  if (failure.value !== null) return <Unreadable why={failure.value} />;
  return (
    <Options
      overview={overview.value}
      providers={providerInfos}
      allowed={allowed.value}
      allowedPanels={allowedPanels.value}
      surroundings={surroundings}
      actions={actions}
    />
  );
}

render(<App />, document.getElementById('app') ?? document.body);
