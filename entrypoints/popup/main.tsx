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
import { overview } from '../../lib/fleet/overview';
import type { StoredState } from '../../lib/model/state';
import { SECOND_MS } from '../../lib/model/time';
import { troubleOf } from '../../lib/model/trouble';
import { watchState } from '../../lib/state/live';
import { locale } from '../../lib/text/i18n';

const state = signal<StoredState | null>(null);
const failure = signal<string | null>(null);
const now = signal(Date.now());
const hash = signal(location.hash);
const judged = computed(() => state.value && overview(state.value, now.value));
const isPage = computed(() => hash.value !== '');
const target = computed(() => {
  const [name, key] = hash.value.split('=');
  return name === '#server' && key ? { key: decodeURIComponent(key) } : null;
});

const actions: PopupActions = {
  refresh: (accountId) => send('refresh', { accountId }),
  backUpNow: ({ account, stored }, note) =>
    send('backUpNow', { accountId: account.id, serverId: stored.server.id, note }),
  openPage: () => leaveFor(browser.tabs.create({ url: `${browser.runtime.getURL('/popup.html')}#page` })),
  openOptions: () => leaveFor(browser.runtime.openOptionsPage()),
};

function leaveFor(opening: Promise<unknown>) {
  void opening.then(() => {
    if (!isPage.value) window.close();
  });
}

function App() {
  document.documentElement.dataset.view = isPage.value ? 'page' : 'popup';
  if (failure.value !== null) return <Unreadable why={failure.value} />;
  return <Popup overview={judged.value} isPage={isPage.value} target={target.value} actions={actions} />;
}

document.documentElement.lang = locale();
window.addEventListener('hashchange', () => (hash.value = location.hash));
setInterval(() => (now.value = Date.now()), 30 * SECOND_MS);
void watchState(
  (read) => {
    now.value = Date.now();
    state.value = read;
  },
  (error) => (failure.value = troubleOf(error).kind),
);
render(<App />, document.getElementById('app') ?? document.body);
