import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSettingsFile, settingsFile } from '../../../lib/background/settings-file';
import type { Account } from '../../../lib/model/account';
import { topics } from '../../../lib/model/finding';
import { defaultSettings, languages, type Settings } from '../../../lib/model/settings';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { anAccount, NOW } from '../builders';

const work = anAccount({ id: 'a1', label: 'work' });
const home = anAccount({ id: 'a2', label: 'home', provider: 'vpsorg' });

function read(text: string, here: readonly Account[] = [work, home], current = defaultSettings) {
  return readSettingsFile(text, here, current);
}

/** The text of a good file with one thing changed. */
function altered(change: (file: Record<string, unknown> & { settings: Record<string, unknown> }) => void) {
  const file = JSON.parse(settingsFile(defaultSettings, [work, home], NOW));
  change(file);
  return JSON.stringify(file);
}

describe('a settings file', () => {
  const goals = fc.dictionary(fc.constantFrom('a1', 'a2'), fc.integer({ min: HOUR_MS, max: 366 * DAY_MS }));
  const minute = fc.integer({ min: 0, max: 1439 });
  const settings: fc.Arbitrary<Settings> = fc.record({
    language: fc.constantFrom('auto', ...languages),
    refreshEveryMs: fc.integer({ min: 5 * MINUTE_MS, max: DAY_MS }),
    goalMs: fc.integer({ min: HOUR_MS, max: 366 * DAY_MS }),
    accountGoalsMs: goals,
    serverGoalsMs: fc.dictionary(
      fc.string({ minLength: 1, maxLength: 30 }).filter((key) => key !== '__proto__'),
      fc.integer({ min: HOUR_MS, max: 366 * DAY_MS }),
    ),
    graceMs: fc.integer({ min: 0, max: 7 * DAY_MS }),
    nearPercent: fc.integer({ min: 1, max: 100 }),
    expiringWithinMs: fc.integer({ min: 0, max: 90 * DAY_MS }),
    notify: fc.boolean(),
    mutedTopics: fc.subarray([...topics]),
    mutedAccounts: fc.subarray(['a1', 'a2']),
    quietHours: fc.option(fc.record({ fromMinute: minute, toMinute: minute, errorsPass: fc.boolean() })),
    panelsOff: fc.subarray(['hostup', 'vpsorg']),
    pageBackupsAllowed: fc.subarray(['a1', 'a2']),
    legacyOffersDeclined: fc.subarray(['hostup/s1', 'hostup/s2']),
    lockAfterMs: fc.option(fc.integer({ min: MINUTE_MS, max: DAY_MS })),
  });

  test('gives back what was written, whatever was changed meanwhile', () => {
    fc.assert(
      fc.property(settings, settings, (before, meanwhile) => {
        const text = settingsFile(before, [work, home], NOW);
        expect(read(text, [{ ...work, label: 'other' }, home], meanwhile)).toEqual({
          kind: 'taken',
          // What a person answered to a question is not in the file, nor what belongs to the passphrase or to who reads.
          settings: {
            ...before,
            language: meanwhile.language,
            pageBackupsAllowed: meanwhile.pageBackupsAllowed,
            legacyOffersDeclined: meanwhile.legacyOffersDeclined,
            lockAfterMs: meanwhile.lockAfterMs,
          },
          labels: new Map([
            ['a1', 'work'],
            ['a2', 'home'],
          ]),
          missing: [],
        });
      }),
    );
  });

  test('holds of an account its id, its provider and its label, and nothing else', () => {
    const file = JSON.parse(settingsFile(defaultSettings, [{ ...work, legacyIds: { s1: '7' } }], NOW));
    expect(file).toMatchObject({ lastgood: 'settings', version: 1, exportedAt: NOW });
    expect(file.accounts).toEqual([{ id: 'a1', provider: 'hostup', label: 'work' }]);
    expect(Object.keys(file).sort()).toEqual(['accounts', 'exportedAt', 'lastgood', 'settings', 'version']);
  });
});

describe('its accounts', () => {
  const text = settingsFile(
    { ...defaultSettings, accountGoalsMs: { a1: DAY_MS, a2: HOUR_MS }, mutedAccounts: ['a1', 'a2'] },
    [work, home],
    NOW,
  );

  test('are those of the same provider and label where the ids are others', () => {
    const here = [
      { ...work, id: 'b1' },
      { ...home, id: 'b2', label: 'elsewhere' },
    ];
    expect(read(text, here)).toMatchObject({
      settings: { accountGoalsMs: { b1: DAY_MS }, mutedAccounts: ['b1'] },
      labels: new Map(),
      missing: [{ provider: 'vpsorg', label: 'home' }],
    });
  });

  test('are matched by their ids first, and each at most once', () => {
    const here = [
      { ...work, id: 'b1' },
      { ...work, label: 'renamed' },
    ];
    expect(read(text, here)).toMatchObject({
      settings: { accountGoalsMs: { a1: DAY_MS }, mutedAccounts: ['a1'] },
      labels: new Map([['a1', 'work']]),
    });
  });

  test('of one label are two, of which one is not here', () => {
    const twins = settingsFile(defaultSettings, [{ ...work, id: 'a3' }, work], NOW);
    expect(read(twins, [work])).toMatchObject({
      labels: new Map([['a1', 'work']]),
      missing: [{ provider: 'hostup', label: 'work' }],
    });
    const strangers = settingsFile(
      defaultSettings,
      [
        { ...work, id: 'a3' },
        { ...work, id: 'a4' },
      ],
      NOW,
    );
    expect(read(strangers, [work])).toMatchObject({ missing: [{ provider: 'hostup', label: 'work' }] });
  });

  test('of one id at another provider are others', () => {
    const here = [{ ...work, provider: 'vpsbg' }];
    expect(read(text, here)).toMatchObject({ labels: new Map(), settings: { accountGoalsMs: {} } });
  });

  test('leave alone what is set for one that the file does not name', () => {
    const here = [work, { ...home, id: 'b2', label: 'new' }];
    const current = { ...defaultSettings, accountGoalsMs: { b2: 7 * DAY_MS }, mutedAccounts: ['b2'] };
    expect(read(text, here, current)).toMatchObject({
      settings: { accountGoalsMs: { a1: DAY_MS, b2: 7 * DAY_MS }, mutedAccounts: ['b2', 'a1'] },
    });
  });
});

describe('a wrong file is refused, and says where', () => {
  test.each<[string, string, { field: string; why: string }[]]>([
    ['no JSON', '{', [{ field: '', why: 'notJson' }]],
    ['another file', '{"a":1}', [{ field: '', why: 'notOurs' }]],
    ['no object', '[]', [{ field: '', why: 'notOurs' }]],
    ['null', 'null', [{ field: '', why: 'notOurs' }]],
    ['a newer version', '{"lastgood":"settings","version":2}', [{ field: 'version', why: 'newerVersion' }]],
    [
      'several wrong fields',
      altered((file) => {
        Object.assign(file.settings, {
          goalMs: 1,
          notify: 'yes',
          extra: 1,
          graceMs: '3 h',
          nearPercent: 1.5,
        });
        delete file.settings.refreshEveryMs;
      }),
      [
        { field: 'settings.refreshEveryMs', why: 'missing' },
        { field: 'settings.goalMs', why: 'outOfRange' },
        { field: 'settings.graceMs', why: 'notANumber' },
        { field: 'settings.nearPercent', why: 'outOfRange' },
        { field: 'settings.notify', why: 'wrongType' },
        { field: 'settings.extra', why: 'unknownField' },
      ],
    ],
    [
      'wrong parts',
      altered((file) => {
        Object.assign(file.settings, {
          mutedTopics: ['coverage', 'weather'],
          accountGoalsMs: { a1: 'soon' },
          quietHours: { fromMinute: 1440, toMinute: 0, errorsPass: true },
        });
        file.accounts = [{ id: 'a1', provider: 'nobody', label: ' ', key: 'secret' }];
      }),
      [
        { field: 'settings.accountGoalsMs.a1', why: 'notANumber' },
        { field: 'settings.mutedTopics.1', why: 'unknownWord' },
        { field: 'settings.quietHours.fromMinute', why: 'outOfRange' },
        { field: 'accounts.0.provider', why: 'unknownWord' },
        { field: 'accounts.0.label', why: 'outOfRange' },
        { field: 'accounts.0.key', why: 'unknownField' },
      ],
    ],
    [
      'a version that never was',
      altered((file) => {
        file.version = 0;
      }),
      [{ field: 'version', why: 'wrongType' }],
    ],
  ])('%s', (_name, text, wrong) => {
    expect(read(text)).toEqual({ kind: 'refused', wrong });
  });

  test('whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(read(text)).toMatchObject({ kind: 'refused' });
      }),
    );
  });
});
