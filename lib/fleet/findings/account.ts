import type { Settings } from '../../model/settings';
import type { AccountRow } from '../types';
import type { Draft } from './draft';

export function accountFindings(_account: AccountRow, _settings: Settings): readonly Draft[] {
  return [];
}
