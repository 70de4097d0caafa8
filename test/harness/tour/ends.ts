import { press, waitForText } from '../acts';
import { until } from '../poll';
import { about, examined } from './confirming';
import { forgetOperations } from './in-store';
import type { Backstage, Scene } from './scene';
import { t } from './words';

/** Confirms a backup by hand, and waits until its job runs; gives that job's id. */
async function backUp(stage: Backstage, server: string): Promise<string> {
  const { page, simulator, home } = stage;
  await examined(server)(stage);
  await forgetOperations(home);
  await press(page, t('create.button'));
  const { id } = simulator.world.serverNamed('hostup', server);
  const running = await until('the backup runs', () =>
    simulator.world.operations.find(({ serverId, state }) => serverId === id && state === 'open'),
  );
  return running.jobId;
}

/** A backup by hand, from its progress to each of its ends. */
export const ends: readonly Scene[] = [
  about(
    'backup-done',
    'backup',
    { server: 'large-04' },
    {
      async steps(stage) {
        stage.simulator.world.finishOperation(await backUp(stage, 'large-04'));
        await waitForText(stage.page, t('confirm.backup.done'), 60_000);
      },
    },
  ),
  about(
    'backup-failed',
    'backup',
    { server: 'large-04' },
    {
      async steps(stage) {
        stage.simulator.world.finishOperation(await backUp(stage, 'large-04'), 'The storage node is full');
        await waitForText(stage.page, t('notice.failed.title', { server: 'large-04' }), 60_000);
      },
    },
  ),
];
