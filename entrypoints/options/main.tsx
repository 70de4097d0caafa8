import '../../assets/styles/tokens.css';
import '../../assets/styles/base.css';
import '../../assets/styles/options.css';
import { render } from 'preact';
import { Options } from '../../components/options/options';
import { Unreadable } from '../../components/unreadable';
import { openPage } from '../../lib/page';
import { originPattern, panelPattern, providerInfos } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { actions } from './actions';
import { watchAccess } from './permissions';
import { surroundings } from './surroundings';

const { overview, failure } = openPage();
const allowed = watchAccess(originPattern);
const allowedPanels = watchAccess(panelPattern);
document.title = t('options.title');

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
