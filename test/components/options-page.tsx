import { render } from '@testing-library/preact';
import { vi } from 'vitest';
import type { OptionsActions } from '../../components/options/actions';
import { Options } from '../../components/options/options';
import type { Surroundings } from '../../components/options/system';
import { overview } from '../../lib/fleet/overview';
import type { LockState } from '../../lib/model/lock';
import type { StoredState } from '../../lib/model/state';
import { providerInfos } from '../../lib/providers/origins';
import { anAccount, NOW } from '../unit/builders';

const done = { ok: true, value: null } as const;

/** What the page asks for, recorded; answered as by a background that did it. */
export const actions = {
  addAccount: vi.fn<OptionsActions['addAccount']>(),
  allowAccess: vi.fn<OptionsActions['allowAccess']>(),
  replaceKey: vi.fn<OptionsActions['replaceKey']>(),
  renameAccount: vi.fn<OptionsActions['renameAccount']>(),
  removeAccount: vi.fn<OptionsActions['removeAccount']>(),
  setLegacyId: vi.fn<OptionsActions['setLegacyId']>(),
  showInPanel: vi.fn<OptionsActions['showInPanel']>(),
  changeSettings: vi.fn<OptionsActions['changeSettings']>(),
  testNotification: vi.fn<OptionsActions['testNotification']>(),
  exportSettings: vi.fn<OptionsActions['exportSettings']>(),
  saveFile: vi.fn<OptionsActions['saveFile']>(),
  importSettings: vi.fn<OptionsActions['importSettings']>(),
  setPassphrase: vi.fn<OptionsActions['setPassphrase']>(),
  changePassphrase: vi.fn<OptionsActions['changePassphrase']>(),
  removePassphrase: vi.fn<OptionsActions['removePassphrase']>(),
  lockNow: vi.fn<OptionsActions['lockNow']>(),
  diagnostics: vi.fn<OptionsActions['diagnostics']>(),
  copyText: vi.fn<OptionsActions['copyText']>(),
};

/** Before each test: no call is remembered, and everything goes well. */
export function resetActions(): void {
  vi.resetAllMocks();
  actions.addAccount.mockResolvedValue({ kind: 'added', account: anAccount({ id: 'a2', label: 'shop' }) });
  for (const action of [
    actions.replaceKey,
    actions.renameAccount,
    actions.removeAccount,
    actions.setLegacyId,
    actions.changeSettings,
    actions.setPassphrase,
    actions.changePassphrase,
    actions.removePassphrase,
    actions.lockNow,
  ]) {
    action.mockResolvedValue(done);
  }
  actions.testNotification.mockResolvedValue({ ok: true, value: { kind: 'handedOver' } });
  actions.exportSettings.mockResolvedValue({ ok: true, value: { text: '{"app":"lastgood"}' } });
  actions.importSettings.mockResolvedValue({ ok: true, value: { kind: 'taken', missing: [] } });
  actions.diagnostics.mockResolvedValue({ ok: true, value: { text: 'Lastgood 0.1.0' } });
  actions.copyText.mockResolvedValue(true);
}

type Shown = {
  readonly lock?: LockState;
  readonly allowed?: ReadonlySet<string>;
  readonly allowedPanels?: ReadonlySet<string>;
  readonly surroundings?: Surroundings;
};

/** The settings of a state, to be drawn. */
export function page(drawn: StoredState, lock: LockState, shown: Shown = {}) {
  return (
    <Options
      overview={overview(drawn, NOW)}
      lock={lock}
      providers={providerInfos}
      allowed={shown.allowed ?? new Set(providerInfos.map(({ id }) => id))}
      allowedPanels={shown.allowedPanels ?? new Set(['hostup', 'vpsorg'])}
      surroundings={shown.surroundings ?? { system: 'other', browser: 'firefox' }}
      actions={actions}
    />
  );
}

/** Draws the settings of a state; the answer draws a later one, and a later lock where it is given one. */
export function show(
  state: StoredState,
  shown: Shown = {},
): (later: StoredState, laterLock?: LockState) => void {
  const first = shown.lock ?? { kind: 'none' };
  const { rerender } = render(page(state, first, shown));
  return (later, laterLock = first) => rerender(page(later, laterLock, shown));
}
