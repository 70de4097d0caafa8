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
  const isNote = place === 'note';
  // Who speaks to the browser says what he sees: the name begins with it.
  const face = (text: string, more: string, enabled: boolean) => ({
    text,
    label: `${text}: ${more}`,
    enabled,
  });
  const off = (text: string): ButtonFace => ({ text, label: text, enabled: false });
  if (kind === 'readOnly') return off(words.readOnly);
  if (request) return off(words[request]);
  if (kind === 'blocked' && button.reason !== null) {
    return face(words.button, fill(words.blocked, { reason: button.reason }), false);
  }
  if (kind === 'blocked' || kind === 'unavailable') return face(words.button, words.unavailable, false);
  const text = isNote ? words.backUpFirst : words.button;
  return face(kind === 'asks' ? `${text}…` : text, server.name, true);
}
