import type { Corner } from './corner';
import type { Deeds, Feature } from './feature';
import { createButton, make, say } from './mark';
import { fill } from './words';

/** Where the address shows a number that is not known yet: the offer to remember it, once. */
export function createLegacyOffer(deeds: Deeds, corner: Corner): Feature {
  const element = make('div');
  element.className = 'mark';
  const text = make('span');
  /** What the offer is about; the page itself is asked for nothing when a button is clicked. */
  let serverId = '';
  let number = '';
  const answered = new Set<string>();

  const answer = (deed: Deeds['remember']) =>
    createButton(() => {
      answered.add(serverId);
      corner.remove(element);
      deed(serverId, number);
    });
  const remember = answer(deeds.remember);
  const decline = answer(deeds.decline);
  element.append(text, remember, decline);

  return {
    name: 'number offer',
    show(scene) {
      const about = scene && scene.sight.about;
      if (!about?.wantsLegacyId || !scene?.sight.number || answered.has(about.id)) {
        corner.remove(element);
        return;
      }
      serverId = about.id;
      number = scene.sight.number;
      const { words } = scene.view;
      say(text, fill(words.rememberNumber, { server: about.name, number }));
      say(remember, words.remember);
      say(decline, words.notNow);
      corner.add(element);
    },
  };
}
