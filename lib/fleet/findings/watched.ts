import type { StoredState } from '../../model/state';
import type { EpochMs } from '../../model/time';
import type { BareRow } from '../rows';
import type { Draft } from './draft';

export function watchFindings(
  _rows: readonly BareRow[],
  _state: StoredState,
  _now: EpochMs,
): readonly Draft[] {
  return [];
}
