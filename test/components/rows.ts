import { overview } from '../../lib/fleet/overview';
import type { ServerRow } from '../../lib/fleet/types';
import type { StoredState } from '../../lib/model/state';
import { NOW } from '../unit/builders';

/** The first row of a state, as it is judged at the fixed moment. */
export function rowOf(state: StoredState): ServerRow {
  const [row] = overview(state, NOW).rows;
  if (!row) throw new Error('the state has no server');
  return row;
}
