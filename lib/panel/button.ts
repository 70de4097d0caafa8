import type { PanelServer, PanelView } from '../model/panel';
import type { Place } from './badge';
import { fill } from './words';

/** What became of a click, for as long as it is told in place. */
export type Request = 'requested' | 'asked' | 'notStarted';

export type ButtonFace = {
  readonly text: string;
  /** What it says to who does not see where it stands, or why it is off. */
  readonly label: string;
  readonly enabled: boolean;
};

/** What the button says; null where there is none. */
export function buttonFace(
  server: PanelServer,
  { words }: PanelView,
  request: Request | undefined,
  place: Place,
): ButtonFace | null {
  const { button, operation } = server;
  const { kind } = button;
  if (kind === 'none' || operation?.state === 'running') return null;
  const named = fill(words.buttonNamed, { server: server.name });
  const isNote = place === 'note';
  const off = (text: string, label = text): ButtonFace => ({ text, label, enabled: false });
  if (kind === 'readOnly') return off(words.readOnly);
  if (request) return off(words[request]);
  if (kind === 'blocked' && button.reason !== null) {
    return off(words.button, fill(words.blocked, { reason: button.reason }));
  }
  if (kind === 'blocked' || kind === 'unavailable') return off(words.button, words.unavailable);
  const text = isNote ? words.backUpFirst : kind === 'asks' ? words.buttonAsks : words.button;
  return { text, label: isNote ? `${text}: ${named}` : named, enabled: true };
}
