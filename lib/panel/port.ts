import { extensionApi, send } from '../client';
import type { Result } from '../model/messages';
import type { PanelMessages } from '../model/panel';

/** What the page side needs of the extension. */
export type PanelPort = {
  readonly send: <T extends keyof PanelMessages>(
    type: T,
    payload: PanelMessages[T]['payload'],
  ) => Promise<Result<PanelMessages[T]['answer']>>;
  /** Calls back whenever what the view says may have changed; gives what ends that. */
  readonly onChanged: (listener: () => void) => () => void;
  /** False once the extension was updated, switched off or removed: this script then belongs to nobody. */
  readonly isAlive: () => boolean;
};

/** The port of a content script. */
export const extensionPort: PanelPort = {
  send,
  onChanged(listener) {
    const { onMessage } = extensionApi().runtime;
    const heard = (message: { type?: unknown } | null) => {
      if (message?.type === 'panelChanged') listener();
    };
    onMessage.addListener(heard);
    return () => onMessage.removeListener(heard);
  },
  isAlive() {
    // After an update or the end of the extension, browsers leave an empty object behind, or none.
    const { runtime } = extensionApi() as Partial<typeof chrome>;
    return runtime?.id !== undefined;
  },
};
