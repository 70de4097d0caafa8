import { expect, test } from 'vitest';
import en from '../../../assets/locales/en.json';
import { longer, mirrored, pseudo } from '../../harness/pseudo/catalogue';

const placesOf = (text: string) => (text.match(/\{+\w+\}+|%s/g) ?? []).sort();

test('a longer text keeps its places and our name, and shows where it ends', () => {
  expect(longer('{{count}} servers')).toBe('[{{count}} šéřvéřš õñé]');
  expect(longer('Lastgood of “%s”')).toMatch(/^\[Lastgood öƒ “%s”.*\]$|^\[Lastgood öf “%s”.*\]$/);
});

test('a mirrored text turns its own letters, and what is put into it keeps its direction', () => {
  expect(mirrored('on {{server}} now')).toBe('\u202eon \u202c{{server}}\u202e now\u202c');
});

test.each(['longer', 'mirrored'] as const)(
  'the catalogue that is %s has the keys and the places of the English one',
  (kind) => {
    const made = pseudo(en, kind);
    expect(Object.keys(made)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(en)) {
      expect(placesOf(made[key] ?? ''), key).toEqual(placesOf(text));
      if (kind === 'longer' && key !== 'direction') {
        expect((made[key] ?? '').length, key).toBeGreaterThanOrEqual(
          Math.floor(text.replace(/\{+\w+\}+|%s|Lastgood/g, '').length * 1.4),
        );
      }
    }
    expect(made.direction).toBe(kind === 'longer' ? 'ltr' : 'rtl');
  },
);
