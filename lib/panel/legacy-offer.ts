import type { Corner } from './corner';
import { createButton, make } from './mark';
import { type Deeds, type Feature, type Scene, serverOf } from './scene';
import { fill } from './words';

/** Where the address shows a number that is not known yet: the offer to remember it, once. */
export function createLegacyOffer(deeds: Deeds, corner: Corner): Feature {
  const element = make('div', 'mark');
  const text = make('span', 'title');
  /** What the offer is about; the page itself is asked for nothing when a button is clicked. */
  let offer: { readonly serverId: string; readonly number: string } | null = null;
  const answered = new Set<string>();

  function answer(how: (offered: { serverId: string; number: string }) => void): void {
    if (offer === null) return;
    answered.add(offer.serverId);
    how(offer);
    clear();
  }
  const remember = createButton(() => answer(({ serverId, number }) => deeds.remember(serverId, number)));
  const decline = createButton(() => answer(({ serverId }) => deeds.decline(serverId)));
  element.append(text, remember, decline);

  function clear(): void {
    offer = null;
    corner.remove(element);
  }

  function draw(scene: Scene): void {
    const { about, number } = scene.sight;
    const server = about && serverOf(scene, about);
    if (!server?.wantsLegacyId || number === null || answered.has(server.id)) {
      clear();
      return;
    }
    offer = { serverId: server.id, number };
    const { words } = scene.view;
    text.textContent = fill(words.rememberNumber, { server: server.name, number });
    remember.textContent = words.remember;
    decline.textContent = words.notNow;
    element.className = scene.moment.isDark ? 'mark dark' : 'mark';
    corner.add(element, scene.moment.isDark);
  }
  return { name: 'number offer', show: draw, refresh: draw, clear };
}
