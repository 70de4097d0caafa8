import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/lock.css';
import '../../assets/styles/progress.css';
import '../../assets/styles/popup.css';
import '../../assets/styles/dashboard.css';
import '../../assets/styles/activity.css';
import '../../assets/styles/schedules.css';
import '../../assets/styles/export.css';
import { Dashboard } from '../../components/dashboard/dashboard';
import { Gate } from '../../components/lock/gate';
import { openPage, paint } from '../../lib/page';
import { t } from '../../lib/text/i18n';
import { lockActions } from '../shared/lock-actions';
import { dashboardActions } from './actions';
import { followAddress } from './address';

document.documentElement.dataset.view = 'page';

const page = openPage();
const { address, go } = followAddress();
const actions = dashboardActions(page);

function App() {
  const lock = page.lock.value;
  return (
    <Gate failure={page.failure.value} lock={lock} actions={lockActions}>
      <Dashboard
        overview={page.overview.value}
        canLock={lock !== null && lock.kind === 'open'}
        address={address.value}
        go={go}
        actions={actions}
      />
    </Gate>
  );
}

paint(page, () => t('dashboard.title'), App);
