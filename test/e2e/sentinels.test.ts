import { beforeAll, describe, expect, test } from 'vitest';
import { known } from './sentinel/fleet';
import { type Place, places } from './sentinel/loot';
import { searchFor, text } from './sentinel/search';
import { type Played, playSession } from './sentinel/session';
import { browsers } from './stage';

/** What is no secret and must be found in a place: a sweep that sees nothing finds none of it. */
const controls: Readonly<Record<Place, readonly string[]>> = {
  'the storage areas': ['planted-in-local', 'planted-in-session', 'planted-in-sync'],
  'the values in IndexedDB': [known.renamed, known.app, known.shop],
  'the profile’s files while the browser runs': [known.renamed, known.app, known.archive],
  'the profile’s files after it was closed': [known.shopLabel, known.archive, 'cloud.hostup.se/?account=3'],
  'the messages and their answers': [known.label, known.app, 'panelBackUp'],
  'the console': ['said-in-a-page', 'said-in-the-panel', 'said-in-the-background'],
  'the exported file': [known.renamed],
  'the diagnostics': ['Lastgood'],
  'the pages': [known.renamed, known.app, `${known.note} •••`],
  'the fields of the pages': [known.label],
  'the panel’s closed roots': ['Last good backup'],
  // Which server's is not said: a text may go unheard in Chromium, where a just woken worker tells it at once.
  'the notifications': ['is backed up'],
  'the toolbar button': [known.renamed],
  'the addresses and titles': ['options.html', 'Lastgood settings'],
  'the requests': ['/api/v2/vps', 'its own key', known.note],
};

/** A failure says enough with these. */
const MOST_LINES = 12;

describe.each(browsers)('after a session with sentinel keys and passphrases in %s', (kind) => {
  let played: Played;
  beforeAll(async () => {
    played = await playSession(kind);
  }, 300_000);

  test.each(places)('none of them is in %s', (place) => {
    const hay = played.loot[place];
    const found = searchFor(Object.fromEntries(controls[place].map((word) => [word, word])))(hay);
    for (const word of controls[place]) {
      expect(
        found.some((line) => line.includes(word)),
        `“${word}” is there to be found`,
      ).toBe(true);
    }
    expect(searchFor(played.secrets)(hay).slice(0, MOST_LINES)).toEqual([]);
  });

  test('all that contexts say to each other was overheard', () => {
    const said = new Set(played.loot['the messages and their answers'].map(({ where }) => where));
    for (const talk of [
      'sent addAccount in the options',
      'answer addAccount in the options',
      'arrived addAccount in the listening page',
      'arrived panelBackUp in the listening page',
      'answer panelView in the content script',
      'arrived panelChanged in the content script',
      'broadcast state in the popup',
    ]) {
      expect(said).toContain(talk);
    }
  });

  test('the browser’s own memory holds the keys of what is unlocked, and nothing else', () => {
    const names = played.loot['the storage areas'].filter(
      ({ where }) => where === 'a name in storage.session',
    );
    const said = new Set(names.map(({ bytes }) => Buffer.from(bytes).toString()));
    expect(said).toEqual(new Set(['stateKey', 'vaultKey', 'usedAt', 'control']));
  });

  test('what a browser packs away on the disk is unpacked and seen', () => {
    const search = searchFor({ planted: played.planted });
    for (const place of [
      'the profile’s files while the browser runs',
      'the profile’s files after it was closed',
    ] as const) {
      const found = search(played.loot[place]);
      expect(found).not.toEqual([]);
      expect(found.every((line) => line.includes('unpacked'))).toBe(true);
    }
  });

  test('an account that was removed is in no value of IndexedDB any more, and the others are', () => {
    const gone = searchFor({
      label: known.renamed,
      before: known.label,
      server: known.app,
      host: known.appHost,
    });
    expect(gone(played.loot['the values in IndexedDB'])).not.toEqual([]);
    expect(gone(played.afterRemoval)).toEqual([]);
    expect(searchFor({ others: known.shop })(played.afterRemoval)).not.toEqual([]);
  });

  test('each of them is found where it was sent', () => {
    const sent = [text('a message', Object.values(played.secrets).join())];
    expect(searchFor(played.secrets)(sent)).toHaveLength(Object.keys(played.secrets).length);
  });
});
