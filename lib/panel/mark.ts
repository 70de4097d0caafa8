import type { ServerId } from '../model/account';
import type { PanelServer, PanelView } from '../model/panel';
import type { EpochMs } from '../model/time';
import { badgeFace, type Place } from './badge';
import { buttonFace, type Request } from './button';
import { createHost } from './mount';

export type MarkOptions = {
  readonly place: Place;
  /** Without it there is no button. */
  readonly onBackUp: ((serverId: ServerId) => void) | null;
  /** Open only where a test has to look inside. */
  readonly mode?: ShadowRootMode;
};

export type Moment = {
  readonly now: EpochMs;
  /** What became of the clicks, as long as that is told in place. */
  readonly told: ReadonlyMap<ServerId, Request>;
};

/** A badge with its button; `update` brings it to a moment and changes only what differs. */
export type Mark = {
  readonly element: HTMLElement;
  readonly update: (server: PanelServer, view: PanelView, moment: Moment) => void;
};

/** A mark in a host of its own, not yet in the page. */
export function createMark(options: MarkOptions): Mark {
  const { element, root } = createHost('inline', options.mode);
  const { element: inside, update } = createFace(options);
  root.append(inside);
  return { element, update };
}

/** The inside of a mark, for whoever has a root already. */
export function createFace({ place, onBackUp }: MarkOptions): Mark {
  const element = make('div');
  const pill = make('span');
  const shown = make('span');
  const spoken = make('span');
  shown.ariaHidden = 'true';
  spoken.className = 'spoken';
  pill.append(shown, spoken);
  element.append(pill);

  let serverId = '';
  const button = onBackUp && createButton(() => onBackUp(serverId));
  if (button) element.append(button);
  let beat = '';

  return {
    element,
    update(server, view, { now, told }) {
      serverId = server.id;
      const face = badgeFace(server, view, now, place);
      say(shown, face.text);
      say(spoken, face.spoken);
      pill.title = face.title;
      pill.className = `pill ${face.tone}`;
      // Each beat puts off the rule of the style sheet that hides the mark: a script that was ended without a word
      // (an add-on that was updated) leaves nothing that goes on claiming an age.
      beat = beat ? '' : 'beat';
      element.className = `mark ${beat}`;
      if (!button) return;
      const offer = buttonFace(server, view, told.get(serverId), place);
      button.hidden = offer === null;
      if (!offer) return;
      say(button, offer.text);
      button.ariaLabel = button.title = offer.label;
      button.disabled = !offer.enabled;
    },
  };
}

/** A button that takes a person's clicks only: what a page's script dispatches is not trusted. */
export function createButton(onClick: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.addEventListener('click', (event) => {
    if (event.isTrusted) onClick();
  });
  return button;
}

export function make(tag: 'div' | 'span'): HTMLElement {
  return document.createElement(tag);
}

export function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
