import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/popup.css';
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { PopupActions } from '../../components/popup/actions';
import { Popup } from '../../components/popup/popup';
import { Unreadable } from '../../components/unreadable';
import { send } from '../../lib/client';
import { openPage } from '../../lib/page';

const { overview, failure } = openPage();
const hash = signal(location.hash);
const isPage = computed(() => hash.value !== '');
const target = computed(() => {
  const key = hash.value.match(/^#server=(.+)$/)?.[1];
  return key === undefined ? null : { key: decoded(key) };
});
window.addEventListener('hashchange', () => {
  hash.value = location.hash;
});

/** An address that was typed or cut may be no valid encoding: then it names no server. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const actions: PopupActions = {
  refresh: (accountId) => send('refresh', { accountId }),
  backUpNow: ({ account, stored }, note) =>
    send('backUpNow', { accountId: account.id, serverId: stored.server.id, note }),
  openPage: () => leaveFor(browser.tabs.create({ url: `${browser.runtime.getURL('/popup.html')}#page` })),
  openOptions: () => leaveFor(browser.runtime.openOptionsPage()),
};

/** Chrome closes the popup by itself when a tab opens; Firefox leaves it standing in front of it. */
async function leaveFor(opening: Promise<unknown>) {
  await opening;
  if (!isPage.value) window.close();
}

function App() {
  document.documentElement.dataset.view = isPage.value ? 'page' : 'popup';
  if (failure.value !== null) return <Unreadable why={failure.value} />;
  return <Popup overview={overview.value} isPage={isPage.value} target={target.value} actions={actions} />;
}

render(<App />, document.getElementById('app') ?? document.body);
