import type { Watch } from '../../model/finding';
import type { EpochMs } from '../../model/time';
import type { Draft } from './draft';

export function watchFindings(_watch: Watch, _now: EpochMs): readonly Draft[] {
  return [];
}
