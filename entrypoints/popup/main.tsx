import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/lock.css';
import '../../assets/styles/progress.css';
import '../../assets/styles/popup.css';
import { computed, signal } from '@preact/signals';
import { Gate } from '../../components/lock/gate';
import { linkOf } from '../../components/popup/link';
import { Popup } from '../../components/popup/popup';
import { openPage, paint } from '../../lib/page';
import { t } from '../../lib/text/i18n';
import { lockActions } from '../shared/lock-actions';
import { popupActions } from './actions';

const page = openPage();
const hash = signal(location.hash);
const isPage = computed(() => hash.value !== '');
const link = computed(() => linkOf(hash.value));
window.addEventListener('hashchange', () => {
  hash.value = location.hash;
});
const actions = popupActions(page, () => isPage.value);

function App() {
  document.documentElement.dataset.view = isPage.value ? 'page' : 'popup';
  const lock = page.lock.value;
  return (
    <Gate failure={page.failure.value} lock={lock} actions={lockActions}>
      <Popup
        overview={page.overview.value}
        canLock={lock !== null && lock.kind === 'open'}
        link={link.value}
        actions={actions}
      />
    </Gate>
  );
}

paint(page, () => t('popup.title'), App);
