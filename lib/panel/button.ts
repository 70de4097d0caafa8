import type { PanelServer, PanelView } from '../model/panel';
import type { Place } from './badge';
import { fill } from './words';

/** What became of a click, for as long as it is told in place. */
export type Request = 'requested' | 'asked' | 'notStarted';

export type ButtonFace = {
  readonly text: string;
  /** What it says to who does not see where it stands. */
  readonly label: string;
  readonly title: string;
  readonly enabled: boolean;
};

/** What the button says; null where there is none. */
export function buttonFace(
  server: PanelServer,
  { words }: PanelView,
  request: Request | null,
  place: Place,
): ButtonFace | null {
  const { button, operation } = server;
  if (button.kind === 'none' || operation?.state === 'running') return null;
  const named = fill(words.buttonNamed, { server: server.name });
  const off = (text: string, title = text): ButtonFace => ({ text, label: text, title, enabled: false });
  if (request !== null) return off(words[request]);
  switch (button.kind) {
    case 'starts':
    case 'asks': {
      const plain = button.kind === 'asks' ? words.buttonAsks : words.button;
      const text = place === 'note' ? words.backUpFirst : plain;
      return { text, label: place === 'note' ? `${text}: ${named}` : named, title: named, enabled: true };
    }
    case 'readOnly':
      return off(words.readOnly);
    case 'unavailable':
      return off(words.button, words.unavailable);
    case 'blocked':
      return off(
        words.button,
        button.reason === null ? words.unavailable : fill(words.blocked, { reason: button.reason }),
      );
  }
}
