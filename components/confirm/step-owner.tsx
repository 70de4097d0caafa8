import { keyOf } from '../../lib/fleet/key';
import type { Overview } from '../../lib/fleet/types';
import type { PlanStep } from '../../lib/model/plan';
import { providerInfo } from '../../lib/providers/origins';
import { Named } from './parts';

type Props = {
  readonly step: PlanStep;
  readonly overview: Overview;
  /** Also the server's address, where it is still known. */
  readonly withAddress?: boolean;
};

/** Whose server a step is about: several may have its name. By the step itself, as its server may be gone by now. */
export function StepOwner({ step, overview, withAddress = false }: Props) {
  const { accountId, provider, serverId } = step;
  const owner = overview.accounts.find(({ account }) => account.id === accountId);
  const row = [...overview.rows, ...overview.gone].find(({ key }) => key === keyOf(provider, serverId));
  const addresses = withAddress && row !== undefined ? row.stored.server.addresses.slice(0, 1) : [];
  const labels = owner === undefined ? [] : [owner.account.label];
  return <Named parts={[providerInfo(provider).name, ...labels, ...addresses]} />;
}
