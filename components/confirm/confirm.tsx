import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import type { Overview, ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import type { ConfirmActions } from './actions';
import { ConfirmBackup } from './backup';
import { ConfirmBulk } from './bulk';
import { ConfirmDelete } from './delete';
import { ConfirmMakeRoom } from './make-room';
import { ConfirmNumber } from './number';
import { Recorded } from './operation';
import { Buttons } from './parts';
import { PlanProgress } from './plan';
import { ConfirmRestore } from './restore';
import { ConfirmRestoreFrom } from './restore-from';
import { ConfirmSchedule } from './schedule';
import { Title } from './title';

type Props = {
  /** Null until the stored state was read. */
  readonly overview: Overview | null;
  readonly request: ConfirmRequest | null;
  readonly actions: ConfirmActions;
};

/** What would happen, said in full, and the one button that makes it happen. */
export function Confirm({ overview, request, actions }: Props) {
  if (overview === null) return null;
  return (
    <main class="confirm">
      <Recorded.Provider value={overview.operations}>
        <Asked overview={overview} request={request} actions={actions} key={JSON.stringify(request)} />
      </Recorded.Provider>
    </main>
  );
}

function Asked({ overview, request, actions }: Props & { readonly overview: Overview }) {
  if (request !== null && request.kind === 'plan') {
    const view = overview.plans.find(({ plan }) => plan.id === request.planId);
    if (view === undefined) return <Nothing onClose={actions.close} />;
    return <PlanProgress view={view} overview={overview} actions={actions} />;
  }
  if (request !== null && (request.kind === 'overdue' || request.kind === 'servers')) {
    const keys = request.kind === 'servers' ? request.keys : null;
    return <ConfirmBulk overview={overview} keys={keys} actions={actions} />;
  }
  const row = request !== null && 'key' in request ? rowOf(overview, request.key) : undefined;
  if (request === null || row === undefined) return <Nothing onClose={actions.close} />;
  switch (request.kind) {
    case 'backup':
      return <ConfirmBackup row={row} overview={overview} actions={actions} />;
    case 'legacy':
      return <ConfirmNumber row={row} number={request.number} actions={actions} />;
    case 'restore':
      return <ConfirmRestore row={row} point={request.point} actions={actions} />;
    case 'restoreFrom':
      return <ConfirmRestoreFrom row={row} overview={overview} actions={actions} />;
    case 'delete':
      return <ConfirmDelete row={row} point={request.point} settings={overview.settings} actions={actions} />;
    case 'makeRoom':
      return <ConfirmMakeRoom row={row} actions={actions} />;
    case 'schedule':
      return <ConfirmSchedule row={row} task={request.task} actions={actions} />;
  }
}

function rowOf({ rows }: Overview, wanted: string): ServerRow | undefined {
  return rows.find(({ key }) => key === wanted);
}

function Nothing({ onClose }: { readonly onClose: () => void }) {
  return (
    <>
      <Title text={t('confirm.nothing.title')} />
      <p>{t('confirm.nothing.text')}</p>
      <Buttons over onClose={onClose} />
    </>
  );
}
