import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/lock.css';
import '../../assets/styles/progress.css';
import '../../assets/styles/confirm.css';
import '../../assets/styles/plan.css';
import { signal } from '@preact/signals';
import { Confirm } from '../../components/confirm/confirm';
import { Gate } from '../../components/lock/gate';
import { requestOf } from '../../lib/fleet/confirm-address';
import { openPage, paint } from '../../lib/page';
import { t } from '../../lib/text/i18n';
import { lockActions } from '../shared/lock-actions';
import { confirmActions } from './actions';

const page = openPage();
const actions = confirmActions(page);
const request = signal(requestOf(location.hash));
window.addEventListener('hashchange', () => {
  request.value = requestOf(location.hash);
});

function App() {
  return (
    <Gate failure={page.failure.value} lock={page.lock.value} actions={lockActions}>
      <Confirm overview={page.overview.value} request={request.value} actions={actions} />
    </Gate>
  );
}

paint(page, () => t('confirm.title'), App);
