import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ImportFault } from '../../lib/model/messages';
import { setLanguages } from '../../lib/text/i18n';
import { aState } from '../unit/builders';
import { actions, resetActions, show } from './options-page';

beforeAll(() => setLanguages(['en-GB']));
beforeEach(resetActions);
afterEach(cleanup);

test('an export is a file named after the day, and says that no key is in it', async () => {
  show(aState());
  expect(screen.getByText(/Keys are never in it/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Export settings' }));
  expect(await screen.findByText('Exported as lastgood-settings-2026-03-10.json.')).toBeTruthy();
  expect(actions.saveFile.mock.calls).toEqual([['lastgood-settings-2026-03-10.json', '{"app":"lastgood"}']]);
});

test('an export that failed leaves no file', async () => {
  actions.exportSettings.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
  show(aState());
  fireEvent.click(screen.getByRole('button', { name: 'Export settings' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/could not export/);
  expect(actions.saveFile).not.toHaveBeenCalled();
});

describe('an import', () => {
  const choose = (file: File) =>
    fireEvent.change(screen.getByLabelText('File of settings'), { target: { files: [file] } });
  const aFile = (text: string) => new File([text], 'mine.json', { type: 'application/json' });

  test('hands over the text of the file and says that it holds', async () => {
    show(aState());
    choose(aFile('{"a":1}'));
    expect(await screen.findByText('The settings of mine.json hold now.')).toBeTruthy();
    expect(actions.importSettings.mock.calls).toEqual([['{"a":1}']]);
  });

  test('names the accounts that this browser has no key of', async () => {
    actions.importSettings.mockResolvedValue({
      ok: true,
      value: {
        kind: 'taken',
        missing: [
          { provider: 'hostup', label: 'work' },
          { provider: 'vpsorg', label: 'shop' },
          { provider: 'elsewhere', label: 'lab' },
        ],
      },
    });
    show(aState());
    choose(aFile('{}'));
    const list = (await screen.findByText('Add these accounts with their keys:')).parentElement;
    expect([...(list?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'HostUp · work',
      'VPS.org · shop',
      'elsewhere · lab',
    ]);
  });

  test('says every wrong field, and that nothing was taken over', async () => {
    actions.importSettings.mockResolvedValue({
      ok: true,
      value: {
        kind: 'refused',
        wrong: [
          { field: 'settings.goalMs', why: 'outOfRange' },
          { field: 'settings.colour', why: 'unknownField' },
        ],
      },
    });
    show(aState());
    choose(aFile('{}'));
    const says = await screen.findByText('Nothing was taken over from mine.json: 2 things are wrong in it.');
    expect(
      [...(says.parentElement?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent),
    ).toEqual([
      'settings.goalMs The number is too small or too large.',
      'settings.colour Lastgood knows no field of this name.',
    ]);
  });

  test('a file that is wrong all over shows the first of it', async () => {
    const wrong = Array.from({ length: 23 }, (_, index) => ({
      field: `settings.x${index}`,
      why: 'unknownField' as const,
    }));
    actions.importSettings.mockResolvedValue({ ok: true, value: { kind: 'refused', wrong } });
    show(aState());
    choose(aFile('{}'));
    const says = await screen.findByText(/23 things are wrong/);
    expect(says.parentElement?.querySelectorAll('li')).toHaveLength(20);
    expect(screen.getByText('And 3 more.')).toBeTruthy();
  });

  test.each<ImportFault>([
    'notJson',
    'notOurs',
    'newerVersion',
    'missing',
    'notANumber',
    'outOfRange',
    'unknownWord',
    'wrongType',
    'unknownField',
  ])('%s is a sentence', async (why) => {
    actions.importSettings.mockResolvedValue({
      ok: true,
      value: { kind: 'refused', wrong: [{ field: '', why }] },
    });
    show(aState());
    choose(aFile('{}'));
    const says = await screen.findByText(/1 thing is wrong in it/);
    expect(says.parentElement?.querySelector('li')?.textContent).toMatch(/^[A-Z].{10,}\.$/);
  });

  test('a file that no export can be is not even read', async () => {
    show(aState());
    choose(aFile(' '.repeat(1_000_001)));
    expect(await screen.findByText(/mine\.json is too large/)).toBeTruthy();
    expect(actions.importSettings).not.toHaveBeenCalled();
  });

  test('a file that is gone', async () => {
    show(aState());
    const file = aFile('{}');
    file.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
    choose(file);
    expect(await screen.findByText(/mine\.json cannot be read/)).toBeTruthy();
    expect(actions.importSettings).not.toHaveBeenCalled();
  });

  test('without an answer, what holds is not known', async () => {
    actions.importSettings.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
    show(aState());
    choose(aFile('{}'));
    expect(await screen.findByText(/could not import mine\.json/)).toBeTruthy();
  });
});
