import type { PanelButton } from '../model/panel';
import { costOf } from './impact/cost';
import type { ServerRow } from './types';

/**
 * What a click on "Back up now" in a provider's page may do. Such a click can be forged, so it may spend only what is
 * free: a slot that the provider states to be free, with nothing evicted, no schedule left without one and nothing
 * started in the last ten minutes.
 * Where a provider states neither limit nor price, `remembered` says that a person answered for the account before.
 */
export function panelButtonOf(row: ServerRow, remembered: boolean): PanelButton {
  const { create } = row;
  switch (create.kind) {
    case 'notOffered':
      return { kind: 'none' };
    case 'running':
    case 'unavailable':
      return { kind: 'unavailable' };
    case 'readOnlyKey':
      return { kind: 'readOnly' };
    case 'blocked':
      return { kind: 'blocked', reason: create.reason };
    case 'offered': {
      const isQuiet = create.warnings.every(({ kind }) => kind === 'lastSlot');
      return { kind: isQuiet && hasFreeSlot(row, remembered) ? 'starts' : 'asks' };
    }
  }
}

/** Whether a slot is known to be free; a reading that is too old to vouch for coverage vouches for no slot either. */
function hasFreeSlot(row: ServerRow, remembered: boolean): boolean {
  const { stored, coverage } = row;
  if (stored.reading === null || coverage === 'unknown' || costOf(row) !== null) return false;
  const { quota } = stored.reading;
  switch (quota.kind) {
    case 'limited':
      return quota.remaining > 0;
    case 'notStated':
      return remembered;
    case 'absent':
      return false;
  }
}
