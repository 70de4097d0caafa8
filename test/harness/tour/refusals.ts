import { MINUTE_MS } from '../../../lib/model/time';
import { choose, press, waitForText } from '../acts';
import { later } from './clock';
import { about, aboutPoint, confirm, examined, typeName } from './confirming';
import { forgetOperations } from './in-store';
import type { Backstage, Scene } from './scene';
import { t } from './words';

/** Chooses another server's newest backup, whatever it is called. */
async function chooseSource(stage: Backstage, server: string, name: string): Promise<void> {
  const { page } = stage;
  await examined(server)(stage);
  await choose(page, t('confirm.restoreFrom.server'), name);
  const newest = await page.evaluate(`document.querySelectorAll('select')[1].options[1].text`);
  await choose(page, t('confirm.restoreFrom.backup'), String(newest));
}

/** The deletion is asked for, and answered with this status. */
const answered =
  (status: number, says: 'confirm.busy' | 'trouble.callNotFound') =>
  async (stage: Backstage): Promise<void> => {
    const { page, simulator, home } = stage;
    await examined('open-08', 'VPSBG')(stage);
    await forgetOperations(home);
    simulator.fail({ method: 'DELETE', times: 1, how: { kind: 'status', status } });
    await press(page, t('confirm.delete.button'));
    const target = t('trouble.target', { server: 'open-08', account: 'personal' });
    await waitForText(page, t(says, { provider: 'VPSBG', server: 'open-08', target }), 20_000);
  };

/** While the question stands, its restore point goes away at the provider. */
async function goneMeanwhile(stage: Backstage): Promise<void> {
  const { page, simulator } = stage;
  const server = simulator.world.serverNamed('hostup', 'spare-05');
  const [newest] = server.backups;
  await typeName(stage, 'spare-05');
  server.backups = server.backups.slice(1);
  await press(page, t('confirm.restore.button'));
  await waitForText(page, t('confirm.refusal.gone', { provider: 'HostUp', server: 'spare-05' }), 20_000);
  if (newest) server.backups.unshift(newest);
}

/** What is asked for and cannot be: each with its reason, and the way on. */
export const refusals: readonly Scene[] = [
  aboutPoint('restore-gate-closed', 'restore', { server: 'gate-01' }),
  about('backup-gate-closed', 'backup', { server: 'gate-01' }),
  aboutPoint('restore-under-way', 'restore', { provider: 'vpsorg', server: 'busy-02' }),
  aboutPoint('restore-expired', 'restore', { provider: 'vpsorg', server: 'worker-06', nth: 1 }),
  aboutPoint('restore-not-complete', 'restore', { provider: 'vpsorg', server: 'worker-06', nth: 2 }),
  about(
    'restore-disk-too-small',
    'restoreFrom',
    { server: 'small-03' },
    { steps: (stage) => chooseSource(stage, 'small-03', 'large-04') },
  ),
  about(
    'restore-from-none',
    'restoreFrom',
    { server: 'alone-09' },
    {
      shows: () => t('confirm.restoreFrom.none', { provider: 'HostUp', server: 'alone-09' }),
    },
  ),
  aboutPoint(
    'restore-too-old',
    'restore',
    { server: 'spare-05' },
    {
      async steps(stage) {
        await examined('spare-05')(stage);
        await later(stage.page, 11 * MINUTE_MS);
        await waitForText(stage.page, t('confirm.refusal.unread', { server: 'spare-05' }));
      },
    },
  ),
  aboutPoint('restore-gone-meanwhile', 'restore', { server: 'spare-05' }, { steps: goneMeanwhile }),
  aboutPoint('delete-locked', 'delete', { provider: 'vpsbg', server: 'locked-07' }),
  aboutPoint(
    'delete-busy',
    'delete',
    { provider: 'vpsbg', server: 'open-08' },
    { steps: answered(423, 'confirm.busy') },
  ),
  aboutPoint(
    'delete-call-not-found',
    'delete',
    { provider: 'vpsbg', server: 'open-08' },
    { steps: answered(404, 'trouble.callNotFound') },
  ),
  aboutPoint(
    'delete-done',
    'delete',
    { server: 'spare-05', nth: 1 },
    {
      async steps(stage) {
        await examined('spare-05')(stage);
        await press(stage.page, t('confirm.delete.button'));
        await waitForText(stage.page, t('confirm.delete.done'), 20_000);
      },
    },
  ),
  about('make-room-free', 'makeRoom', { server: 'spare-05' }),
  about('make-room-no-limit', 'makeRoom', { server: 'large-04' }),
  confirm('bulk-nothing', () => ({ kind: 'overdue' }), { shows: () => t('bulk.nothing') }),
];
