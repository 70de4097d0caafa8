import { extensionApi, send } from '../client';
import type { ServerId } from '../model/account';
import type { PanelBackUpOutcome, PanelChanged, PanelView } from '../model/panel';

/** What the page side needs of the background. */
export type PanelPort = {
  /** `refused`: the background answers and says no; `silent`: nobody answered. */
  readonly view: () => Promise<PanelView | 'refused' | 'silent'>;
  readonly backUp: (serverId: ServerId) => Promise<PanelBackUpOutcome | null>;
  /** Asks to keep the number that the panel's address shows; the extension's own page checks it and asks. */
  readonly remember: (serverId: ServerId, legacyId: string) => Promise<boolean>;
  readonly decline: (serverId: ServerId) => Promise<boolean>;
  /** Calls back whenever what the view says may have changed. */
  readonly onChanged: (listener: () => void, signal: AbortSignal) => void;
  /** False once the extension was updated, switched off or removed: this script then belongs to nobody. */
  readonly isAlive: () => boolean;
};

/** The port of a content script. */
export const extensionPort: PanelPort = {
  async view() {
    const result = await send('panelView', {});
    if (result.ok) return result.value;
    return result.trouble.kind === 'noBackground' ? 'silent' : 'refused';
  },
  async backUp(serverId) {
    const result = await send('panelBackUp', { serverId });
    return result.ok ? result.value : null;
  },
  async remember(serverId, legacyId) {
    return (await send('panelRemember', { serverId, legacyId })).ok;
  },
  async decline(serverId) {
    return (await send('panelDecline', { serverId })).ok;
  },
  onChanged(listener, signal) {
    const { onMessage } = extensionApi().runtime;
    const heard = (message: unknown) => {
      if (isChange(message)) listener();
    };
    onMessage.addListener(heard);
    signal.addEventListener('abort', () => {
      // After an update the object is still there, but using it throws.
      if (extensionPort.isAlive()) onMessage.removeListener(heard);
    });
  },
  isAlive() {
    try {
      return Boolean(extensionApi().runtime.id);
    } catch {
      // Firefox lets nobody touch the object of an add-on that is gone; that is the answer.
      return false;
    }
  },
};

function isChange(message: unknown): message is PanelChanged {
  return (
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'panelChanged'
  );
}
