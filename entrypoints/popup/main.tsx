import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/popup.css';
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { PopupActions } from '../../components/popup/actions';
import { linkOf } from '../../components/popup/link';
import { Popup } from '../../components/popup/popup';
import { Unreadable } from '../../components/unreadable';
import { send } from '../../lib/client';
import { defaultSettings, type Settings } from '../../lib/model/settings';
import { openPage } from '../../lib/page';

const { overview, failure } = openPage();
const hash = signal(location.hash);
const isPage = computed(() => hash.value !== '');
const link = computed(() => linkOf(hash.value));
window.addEventListener('hashchange', () => {
  hash.value = location.hash;
});

const actions: PopupActions = {
  refresh: (accountId) => send('refresh', { accountId }),
  backUpNow: ({ account, stored }, note) =>
    send('backUpNow', { accountId: account.id, serverId: stored.server.id, note }),
  snooze: (target, span) => send('snooze', { target, span }),
  setGoal: (serverKey, goalMs) =>
    send('changeSettings', { change: { serverGoalsMs: goals(serverKey, goalMs) } }),
  openPage: () => leaveFor(browser.tabs.create({ url: `${browser.runtime.getURL('/popup.html')}#page` })),
  openOptions: () => leaveFor(browser.runtime.openOptionsPage()),
};

/** The goals of all servers with this one set, or without it. */
function goals(serverKey: string, goalMs: number | null): Settings['serverGoalsMs'] {
  const { [serverKey]: _, ...others } = (overview.value?.settings ?? defaultSettings).serverGoalsMs;
  return goalMs === null ? others : { ...others, [serverKey]: goalMs };
}

/** Chrome closes the popup by itself when a tab opens; Firefox leaves it standing in front of it. */
async function leaveFor(opening: Promise<unknown>) {
  await opening;
  if (!isPage.value) window.close();
}

function App() {
  document.documentElement.dataset.view = isPage.value ? 'page' : 'popup';
  if (failure.value !== null) return <Unreadable why={failure.value} />;
  return <Popup overview={overview.value} isPage={isPage.value} link={link.value} actions={actions} />;
}

render(<App />, document.getElementById('app') ?? document.body);
