import { confirmAddress } from '../../../lib/fleet/confirm-address';
import type { Simulator } from '../../simulator/simulator';
import { press, waitForText } from '../acts';
import { until } from '../poll';
import { aboutPoint, keyOf, plan, restoreOf, typeName } from './confirming';
import { dashboard } from './dashboard';
import { newestPlan } from './in-store';
import type { Backstage, Scene } from './scene';
import { t } from './words';

/** Confirms a restore with a backup first, and waits until that is under way. */
async function restore(stage: Backstage, server: string): Promise<void> {
  const { page } = stage;
  await waitForText(page, t('confirm.restore.title', { server }));
  await typeName(stage, server);
  await press(page, t('confirm.restore.button'));
  await running(stage, server);
}

const openOn = ({ world }: Simulator, server: string) =>
  world.operations.find(
    ({ serverId, state }) => state === 'open' && serverId === world.serverNamed('hostup', server).id,
  );

/** The job that is under way for a server, once there is one. */
const running = async ({ simulator }: Backstage, server: string): Promise<string> =>
  (await until(`something is under way for ${server}`, () => openOn(simulator, server), 60_000)).jobId;

/** One answer after the other; each changes the fleet. */
export const answers: readonly Scene[] = [
  aboutPoint(
    'restore-read-only',
    'restore',
    { server: 'client-shop' },
    {
      async once(stage) {
        await typeName(stage, 'client-shop');
        await press(stage.page, t('confirm.safety.check'));
        await press(stage.page, t('confirm.restore.button'));
        await waitForText(stage.page, /may only read|may not do this/, 20_000);
      },
    },
  ),
  plan('restore-running', () => t('plan.goesOn'), {
    onceAt: restoreOf('app-01'),
    async once(stage) {
      const { page, simulator } = stage;
      await restore(stage, 'app-01');
      simulator.world.progressOperation(await running(stage, 'app-01'), 40);
      await waitForText(page, t('plan.goesOn'));
    },
  }),
  plan('restore-broken', () => t('notice.restorePlan.notStarted', { server: 'app-01' }), {
    onceAt: 'popup.html',
    async once({ home, simulator }) {
      const { id } = simulator.world.serverNamed('hostup', 'app-01');
      simulator.world.finishOperation(id, 'The storage node is full');
      await until('the plan is over', async () => (await newestPlan(home)).end, 90_000);
    },
  }),
  aboutPoint('delete-read-only', 'delete', { server: 'client-shop' }),
  plan('restore-done', () => t('notice.restorePlan.succeeded', { server: 'app-01' }), {
    onceAt: restoreOf('app-01'),
    async once(stage) {
      const { simulator, home } = stage;
      await restore(stage, 'app-01');
      simulator.world.finishOperation(await running(stage, 'app-01'));
      await until('the restore runs', () => openOn(simulator, 'app-01')?.kind === 'restore', 60_000);
      simulator.world.finishOperation(await running(stage, 'app-01'));
      await until('the plan is over', async () => (await newestPlan(home)).end, 90_000);
    },
  }),
  plan('restore-stopped', () => t('plan.askAgain'), {
    onceAt: restoreOf('solo-04'),
    async once(stage) {
      const { simulator, home } = stage;
      await restore(stage, 'solo-04');
      // What a browser that is closed takes with it.
      await home.evaluate('(globalThis.browser ?? chrome).storage.session.clear()');
      simulator.world.finishOperation(await running(stage, 'solo-04'));
      await until('the plan is over', async () => (await newestPlan(home)).end, 90_000);
    },
  }),
  plan('make-room-running', () => t('plan.goesOn'), {
    onceAt: ({ simulator }) =>
      confirmAddress({ kind: 'makeRoom', key: keyOf(simulator, 'hostup', 'mail-02') }),
    async once(stage) {
      const { page, simulator } = stage;
      await waitForText(page, t('confirm.makeRoom.choose'), 20_000);
      await press(page, t('confirm.makeRoom.button', { count: 1 }));
      simulator.world.progressOperation(await running(stage, 'mail-02'), 40);
      await waitForText(page, t('plan.goesOn'));
    },
  }),
  plan('make-room-broken', () => t('notice.makeRoomPlan.failed', { server: 'mail-02' }), {
    onceAt: 'popup.html',
    async once(stage) {
      const { simulator, home } = stage;
      simulator.world.finishOperation(await running(stage, 'mail-02'), 'The storage node is full');
      await until('the plan is over', async () => (await newestPlan(home)).end, 90_000);
    },
  }),
  plan('bulk-progress', () => t('plan.goesOn'), {
    onceAt: confirmAddress({ kind: 'overdue' }),
    async once({ page, simulator }) {
      await waitForText(page, t('bulk.oneByOne'));
      // Shut between the question and the request: this one will not start.
      simulator.world.serverNamed('hostup', 'busy-06').createGate = {
        allowed: false,
        reason: 'An order is pending',
      };
      await press(page, /^Back up \d+ servers$/);
      const { operations } = simulator.world;
      const running = await until('a backup runs', () => operations.find(({ state }) => state === 'open'));
      simulator.world.progressOperation(running.jobId, 40);
      await waitForText(page, t('plan.goesOn'));
    },
  }),
  dashboard('under-way', 'view=servers', { shows: () => t('dashboard.underWay', { count: 1 }) }),
  plan('bulk-finished', () => t('plan.again', { count: 2 }), {
    onceAt: 'popup.html',
    async once({ home, simulator }) {
      const { operations } = simulator.world;
      await until(
        'the plan is over',
        async () => {
          for (const { jobId, state, pinnedPercent } of operations) {
            const error = pinnedPercent === null ? null : 'The storage node is full';
            if (state === 'open') simulator.world.finishOperation(jobId, error);
          }
          return (await newestPlan(home)).end;
        },
        120_000,
      );
    },
  }),
];
