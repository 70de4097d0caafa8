import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/lock.css';
import '../../assets/styles/report.css';
import { browser } from 'wxt/browser';
import { Gate } from '../../components/lock/gate';
import { CoverageReport } from '../../components/report/coverage-report';
import { openPage, paint } from '../../lib/page';
import { t } from '../../lib/text/i18n';
import { lockActions } from '../shared/lock-actions';

const page = openPage();
const { version } = browser.runtime.getManifest();

function App() {
  const overview = page.overview.value;
  return (
    <Gate failure={page.failure.value} lock={page.lock.value} actions={lockActions}>
      {overview !== null && (
        <CoverageReport overview={overview} version={version} onPrint={() => window.print()} />
      )}
    </Gate>
  );
}

paint(page, () => t('report.title'), App);
