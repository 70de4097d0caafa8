import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/lock.css';
import '../../assets/styles/confirm.css';
import { effect } from '@preact/signals';
import { browser } from 'wxt/browser';
import { type ConfirmActions, requestOf } from '../../components/confirm/actions';
import { Confirm } from '../../components/confirm/confirm';
import { Gate } from '../../components/lock/gate';
import { send } from '../../lib/client';
import { openPage, paint } from '../../lib/page';
import { t } from '../../lib/text/i18n';
import { lockActions } from '../shared/lock-actions';

const page = openPage();
const { overview, lock, failure } = page;
const request = requestOf(location.hash);

const actions: ConfirmActions = {
  backUpNow: ({ account, stored }, note) =>
    send('backUpNow', { accountId: account.id, serverId: stored.server.id, note }),
  allowFromPanel: (accountId) => {
    const allowed = overview.value === null ? [] : overview.value.settings.pageBackupsAllowed;
    return send('changeSettings', { change: { pageBackupsAllowed: [...new Set([...allowed, accountId])] } });
  },
  rememberNumber: (accountId, serverId, legacyId) =>
    send('setLegacyId', { accountId, serverId, legacyId, mustName: true }),
  openOptions: () => void browser.runtime.openOptionsPage(),
  close: () => window.close(),
};

// What is asked about is read anew, once: a question is worth little on an old list.
const stop = effect(() => {
  const row = overview.value?.rows.find(({ key }) => key === request?.key);
  if (!row) return;
  void send('refresh', { accountId: row.account.id });
  queueMicrotask(() => stop());
});

function App() {
  return (
    <Gate failure={failure.value} lock={lock.value} actions={lockActions}>
      <Confirm overview={overview.value} request={request} actions={actions} />
    </Gate>
  );
}

paint(page, () => t('confirm.title'), App);
