import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/lock.css';
import '../../assets/styles/options.css';
import { Gate } from '../../components/lock/gate';
import { Options } from '../../components/options/options';
import { openPage, paint } from '../../lib/page';
import { originPattern, panelPattern, providerInfos } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { lockActions } from '../shared/lock-actions';
import { actions } from './actions';
import { watchAccess } from './permissions';
import { surroundings } from './surroundings';

const page = openPage();
const { overview, lock, failure } = page;
const allowed = watchAccess(originPattern);
const allowedPanels = watchAccess(panelPattern);

function App() {
  return (
    <Gate failure={failure.value} lock={lock.value} actions={lockActions}>
      <Options
        overview={overview.value}
        lock={lock.value}
        providers={providerInfos}
        allowed={allowed.value}
        allowedPanels={allowedPanels.value}
        surroundings={surroundings}
        actions={actions}
      />
    </Gate>
  );
}

paint(page, () => t('options.title'), App);
