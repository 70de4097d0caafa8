import type { ServerId } from '../model/account';
import type { PanelServer, PanelView } from '../model/panel';
import type { EpochMs } from '../model/time';
import { badgeFace, type Place } from './badge';
import { buttonFace, type Request } from './button';
import { createHost, type Host, type HostOptions } from './mount';

export type MarkOptions = HostOptions & {
  readonly place: Place;
  /** Without it there is no button. */
  readonly onBackUp: ((serverId: ServerId) => void) | null;
};

export type Moment = {
  readonly now: EpochMs;
  readonly isDark: boolean;
  readonly requestOf: (serverId: ServerId) => Request | null;
};

/** A badge with its button; `update` brings it to a moment and changes only what differs. */
export type Mark = {
  readonly element: HTMLElement;
  readonly update: (server: PanelServer, view: PanelView, moment: Moment) => void;
};

/** A mark in a host of its own, not yet in the page. */
export function createMark(options: MarkOptions): Mark & { readonly host: Host } {
  const host = createHost(options);
  const face = createFace(options);
  host.root.append(face.element);
  return { host, element: host.element, update: face.update };
}

/** The inside of a mark, for whoever has a root already. */
export function createFace({ place, onBackUp }: Pick<MarkOptions, 'place' | 'onBackUp'>): Mark {
  const element = make('div', 'mark');
  const pill = make('span', 'pill');
  const shown = make('span', '');
  shown.setAttribute('aria-hidden', 'true');
  const spoken = make('span', 'spoken');
  pill.append(shown, spoken);
  element.append(pill);

  let serverId: ServerId | null = null;
  const button = onBackUp === null ? null : createButton(() => serverId !== null && onBackUp(serverId));
  if (button) element.append(button);
  let beat = false;

  return {
    element,
    update(server, view, moment) {
      serverId = server.id;
      const face = badgeFace(server, view, moment.now, place);
      say(shown, face.text);
      say(spoken, face.spoken);
      pill.title = face.title;
      pill.className = `pill ${face.tone}`;
      // Each beat puts off the rule of the style sheet that hides the mark: a script that was ended without a word
      // (an add-on that was updated) leaves nothing that goes on claiming an age.
      beat = !beat;
      element.className = `mark${beat ? ' beat' : ''}${moment.isDark ? ' dark' : ''}`;
      if (!button) return;
      const offer = buttonFace(server, view, moment.requestOf(server.id), place);
      button.hidden = offer === null;
      if (offer === null) return;
      say(button, offer.text);
      button.ariaLabel = offer.label;
      button.title = offer.title;
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

export function make(tag: 'div' | 'span', className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
