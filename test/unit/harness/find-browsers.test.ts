import { afterEach, expect, test, vi } from 'vitest';
import { BrowserMissing, ensureBrowsers, findBrowser } from '../../harness/find-browsers';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('the environment chooses the browser', () => {
  vi.stubEnv('CHROME_PATH', process.execPath);
  expect(findBrowser('chromium')).toBe(process.execPath);
});

test('a choice that is not there is an error, and no reason to take another browser', () => {
  vi.stubEnv('FIREFOX_PATH', '/nowhere/firefox');
  expect(() => findBrowser('firefox')).toThrow(BrowserMissing);
});

test('without a browser and the right to install one, a sentence says what to do', () => {
  for (const variable of ['CHROME_PATH', 'FIREFOX_PATH', 'PROGRAMFILES', 'LOCALAPPDATA'])
    vi.stubEnv(variable, '');
  vi.stubEnv('PATH', '/nowhere');
  vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
  if (process.getuid) vi.spyOn(process, 'getuid').mockReturnValue(1000);
  expect(() => ensureBrowsers(['chromium'])).toThrow(
    /^No browser .* Install Chrome, Chromium or Edge, or point CHROME_PATH/,
  );
  expect(() => ensureBrowsers(['firefox'])).toThrow(/Install Firefox/);
});
