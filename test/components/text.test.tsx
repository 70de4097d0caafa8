import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import en from '../../assets/locales/en.json';
import type { ServerRow } from '../../lib/fleet/types';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import type { Trouble, TroubleKind } from '../../lib/model/trouble';
import { providerInfos } from '../../lib/providers/origins';
import {
  comingWeekday,
  formatAge,
  formatAgeLong,
  formatAgo,
  formatBackupWhen,
  formatDuration,
  formatMoment,
  formatSize,
  formatWhen,
  formatWhenWithin,
} from '../../lib/text/format';
import { setLanguages, t } from '../../lib/text/i18n';
import { providerRight, providerText } from '../../lib/text/provider';
import { timetableWords } from '../../lib/text/schedules';
import { isolate, named, troubleSentence } from '../../lib/text/trouble';
import {
  backupStateWords,
  expiryWords,
  restoreAgeWord,
  rhythmWords,
  scheduleLine,
  sizeWords,
} from '../../lib/text/words';
import { aBackup, aReading, aServer, aState, aStored, NOW } from '../unit/builders';
import { rowOf } from './rows';

beforeAll(() => setLanguages(['en-GB']));

describe('ages', () => {
  test.each([
    [0, 'now', 'less than a minute', 'just now'],
    [59_999, 'now', 'less than a minute', 'just now'],
    [MINUTE_MS, '1 min', '1 minute', '1 min ago'],
    [12 * MINUTE_MS, '12 min', '12 minutes', '12 min ago'],
    [HOUR_MS - 1, '59 min', '59 minutes', '59 min ago'],
    [33 * HOUR_MS, '33 h', '33 hours', '33 h ago'],
    [2 * DAY_MS - 1, '47 h', '47 hours', '47 h ago'],
    [9 * DAY_MS, '9 d', '9 days', '9 d ago'],
    [1200 * DAY_MS, '1,200 d', '1,200 days', '1,200 d ago'],
  ])('%d ms', (ageMs, short, long, ago) => {
    expect([formatAge(ageMs), formatAgeLong(ageMs), formatAgo(ageMs)]).toEqual([short, long, ago]);
  });

  test('an age from a clock that is ahead is "now", never negative', () => {
    fc.assert(fc.property(fc.integer({ min: -(10 ** 12), max: 0 }), (ageMs) => formatAge(ageMs) === 'now'));
  });

  test('a span names its two largest units', () => {
    expect(formatDuration(12 * HOUR_MS + 45 * MINUTE_MS)).toBe('12 h 45 min');
    expect(formatDuration(3 * DAY_MS)).toBe('3 d');
    expect(formatDuration(DAY_MS + 2 * MINUTE_MS)).toBe('1 d');
    expect(formatDuration(0)).toBe('0 min');
  });
});

describe('moments', () => {
  const now = new Date(2026, 2, 10, 12, 0).getTime();
  test.each([
    [new Date(2026, 2, 10, 15, 45), 'Today 15:45'],
    [new Date(2026, 2, 10, 0, 0), 'Today 00:00'],
    [new Date(2026, 2, 9, 23, 59), 'Yesterday 23:59'],
    [new Date(2026, 2, 11, 3, 0), 'Tomorrow 03:00'],
    [new Date(2026, 2, 8, 3, 0), '8 Mar 03:00'],
    [new Date(2025, 10, 12, 3, 0), '12 Nov 2025 03:00'],
  ])('%s', (at, words) => expect(formatWhen(at.getTime(), now)).toBe(words));

  test.each([
    [new Date(2026, 2, 10, 0, 0), 'today 00:00'],
    [new Date(2026, 2, 9, 23, 59), 'yesterday 23:59'],
    [new Date(2026, 2, 11, 3, 0), 'tomorrow 03:00'],
    [new Date(2026, 2, 4, 0, 0), 'Wed 00:00'],
    [new Date(2026, 2, 16, 23, 59), 'Mon 23:59'],
    [new Date(2026, 2, 3, 23, 59), '3 Mar 23:59'],
    [new Date(2026, 2, 17, 0, 0), '17 Mar 00:00'],
  ])('within a sentence: %s', (at, words) => expect(formatWhenWithin(at.getTime(), now)).toBe(words));

  test.each([
    [new Date(2026, 2, 10, 0, 0), 'today 00:00'],
    [new Date(2026, 2, 9, 23, 59), 'yesterday 23:59'],
    [new Date(2026, 2, 8, 23, 59), '8 Mar 23:59'],
    [new Date(2025, 10, 12, 3, 0), '12 Nov 2025 03:00'],
  ])('a backup within a sentence, as the list dates it: %s', (at, words) =>
    expect(formatBackupWhen(at.getTime(), now)).toBe(words),
  );

  test.each([
    [new Date(2026, 2, 11, 3, 0), null],
    [new Date(2026, 2, 12, 0, 0), 'Thursday'],
    [new Date(2026, 2, 16, 23, 59), 'Monday'],
    [new Date(2026, 2, 17, 0, 0), null],
    [new Date(2026, 2, 8, 3, 0), null],
  ])('the coming weekday: %s', (at, words) => expect(comingWeekday(at.getTime(), now)).toBe(words));
});

test.each([
  [4_400_000_000, '4.4 GB'],
  [999_949_999, '999.9 MB'],
  [999_950_000, '1 GB'],
  [512_000_000, '512 MB'],
  [1_200_000_000_000, '1.2 TB'],
])('%d bytes', (bytes, words) => expect(formatSize(bytes)).toBe(words));

describe('trouble sentences', () => {
  const troubles: { readonly [Kind in TroubleKind]: Extract<Trouble, { kind: Kind }> } = {
    wrongKey: { kind: 'wrongKey' },
    forbidden: { kind: 'forbidden', detail: 'scope backup:vm is missing' },
    notFound: { kind: 'notFound', detail: null },
    busy: { kind: 'busy', detail: null },
    refused: { kind: 'refused', status: 409, detail: 'pending order' },
    rateLimited: { kind: 'rateLimited', retryAt: NOW + MINUTE_MS, stated: true },
    providerError: { kind: 'providerError', status: 500, detail: null },
    notJson: { kind: 'notJson', status: 200 },
    unexpectedShape: { kind: 'unexpectedShape', where: 'data.0.id' },
    tooLarge: { kind: 'tooLarge' },
    unreachable: { kind: 'unreachable' },
    timedOut: { kind: 'timedOut' },
    permissionMissing: { kind: 'permissionMissing', origin: 'https://api.example.test' },
    keyMissing: { kind: 'keyMissing' },
    keyDamaged: { kind: 'keyDamaged' },
    locked: { kind: 'locked' },
    wrongPassphrase: { kind: 'wrongPassphrase' },
    accountMissing: { kind: 'accountMissing' },
    notOffered: { kind: 'notOffered' },
    alreadyRunning: { kind: 'alreadyRunning' },
    notMade: { kind: 'notMade', answered: false },
    notDone: { kind: 'notDone', answered: true },
    operationFailed: { kind: 'operationFailed', detail: 'disk full' },
    callNotFound: { kind: 'callNotFound', detail: null },
    restorePointGone: { kind: 'restorePointGone' },
    protected: { kind: 'protected' },
    nameMismatch: { kind: 'nameMismatch' },
    wouldEvict: { kind: 'wouldEvict' },
    diskTooSmall: { kind: 'diskTooSmall' },
    changed: { kind: 'changed' },
    gateClosed: { kind: 'gateClosed', reason: 'a job is running' },
    otherServer: { kind: 'otherServer', detail: null },
    unproven: { kind: 'unproven' },
    duplicate: { kind: 'duplicate' },
    noBackground: { kind: 'noBackground' },
    internal: { kind: 'internal', where: 'TypeError' },
  };
  const context = { account: 'work', provider: 'HostUp', now: NOW };

  test.each(Object.values(troubles))('$kind names the account and leaves nothing unfilled', (trouble) => {
    const sentence = troubleSentence(trouble, context);
    // A passphrase is no account's.
    if (trouble.kind !== 'locked' && trouble.kind !== 'wrongPassphrase') expect(sentence).toContain('work');
    expect(sentence).not.toMatch(/\{\{|undefined|trouble\.|null/);
    expect(sentence).toMatch(/[.…)a-z]$/);
    if ('detail' in trouble && trouble.detail !== null) expect(sentence).toContain(trouble.detail);
  });

  test.each<Trouble>([
    { kind: 'forbidden', detail: null },
    { kind: 'permissionMissing', origin: 'https://x.test' },
    { kind: 'keyMissing' },
    { kind: 'keyDamaged' },
    { kind: 'accountMissing' },
  ])('$kind marks the account’s label, which may be any word', (trouble) => {
    for (const server of [{}, { server: 'app-01' }]) {
      const sentence = troubleSentence(trouble, { ...context, ...server });
      expect(sentence).toMatch(/account “work”/);
      expect(sentence.split('work')).toHaveLength(2);
    }
    const unnamed = troubleSentence(trouble, { ...context, account: null, server: 'app-01' });
    expect(unnamed).toMatch(
      trouble.kind === 'accountMissing' ? /^An account that is needed / : /(of|for) the server's account/,
    );
  });

  test('a key that may not do something is named with the server, where one is meant', () => {
    const trouble = { kind: 'forbidden', detail: null } as const;
    expect(troubleSentence(trouble, context)).toMatch(/^The key of account “work” may not do this\./);
    expect(troubleSentence(trouble, { ...context, server: 'app-01' })).toMatch(
      /^The key of account “work” may not do this for app-01\./,
    );
  });

  test.each(['unreachable', 'timedOut', 'providerError', 'notJson', 'rateLimited'] as const)(
    '%s promises no other try of what was asked for',
    (kind) => {
      const sentence = troubleSentence(troubles[kind], { ...context, server: 'app-01', asked: true });
      expect(sentence).toMatch(/nothing was (done|started) for app-01 \(work\)/);
      expect(sentence).toMatch(/[Tt]ry again/);
      expect(sentence).not.toContain('by itself');
    },
  );

  test('names the server where one is meant', () => {
    expect(troubleSentence({ kind: 'busy', detail: null }, { ...context, server: 'app-01' })).toContain(
      'app-01 (work)',
    );
  });

  test('a foreign name cannot turn the sentence around or bury it', () => {
    expect(isolate('\u202egpj.exe')).toBe('\u2068\u202egpj.exe\u2069');
    expect(isolate('plain')).toBe('plain');
    const sentence = troubleSentence({ kind: 'wrongKey' }, { ...context, account: '🚀'.repeat(300) });
    expect(Array.from(sentence).length).toBeLessThan(300);
    expect(named('🚀'.repeat(300))).toMatch(/^(🚀){59}…$/u);
  });
});

describe('words of a server and its backups', () => {
  test('a stored size is a size; a disk size only says what a restore needs', () => {
    expect(sizeWords({ basis: 'stored', sizeBytes: 4_400_000_000 })).toBe('4.4 GB');
    expect(sizeWords({ basis: 'disk', diskBytes: 50_000_000_000 })).toBe('restore needs 50 GB disk');
    expect(sizeWords(null)).toBe('');
  });

  test('never, unknown and not read yet are three different things', () => {
    const word = (over: Partial<ServerRow>) => restoreAgeWord({ ...rowOf(aState()), ...over });
    const unread = aStored({ reading: null, readAt: null });
    expect(word({ coverage: 'exposed', restoreAgeMs: null })).toBe('never');
    expect(word({ coverage: 'unknown', restoreAgeMs: null })).toBe('unknown');
    expect(word({ coverage: 'unknown', restoreAgeMs: null, stored: unread })).toBe('not read yet');
    expect(
      word({ coverage: 'unknown', restoreAgeMs: null, stored: unread, trouble: { kind: 'timedOut' } }),
    ).toBe('unknown');
  });

  test('a rhythm is told only where one is stated', () => {
    const automatic = { kind: 'stated', frequency: 'weekly', keptWeeks: 3 } as const;
    const stated = rowOf(aState({ servers: [aStored({ server: aServer({ automatic }) })] }));
    expect(rhythmWords(stated)).toBe('weekly, kept 3 weeks');
    expect(rhythmWords(rowOf(aState()))).toBeNull();
    const switchedOff = aReading({
      schedules: [
        {
          id: 's',
          name: null,
          frequency: 'daily',
          frequencyText: 'daily',
          timeText: null,
          dayText: null,
          retentionCount: 7,
          enabled: false,
          lastRunAt: null,
          nextRunAt: null,
        },
      ],
    });
    expect(rhythmWords(rowOf(aState({ servers: [aStored({ reading: switchedOff })] })))).toBeNull();
  });

  test.each([
    ['weekly', '5', "weekly, keeps 7 · Friday · at 05:23 (the provider's clock)", 'weekly · Friday · 05:23'],
    [
      'weekly',
      'Fri',
      "weekly, keeps 7 · day Fri · at 05:23 (the provider's clock)",
      'weekly · day Fri · 05:23',
    ],
    ['monthly', '5', "monthly, keeps 7 · day 5 · at 05:23 (the provider's clock)", 'monthly · day 5 · 05:23'],
    ['daily', '5', "daily, keeps 7 · at 05:23 (the provider's clock)", 'daily · 05:23'],
  ] as const)('the day of a schedule is told in one way: %s, %s', (frequency, dayText, line, timetable) => {
    const times = { timeText: '05:23', lastRunAt: null, nextRunAt: null };
    const rule = { frequency, frequencyText: frequency, dayText, retentionCount: 7, enabled: true };
    const schedule = { id: 's', name: null, ...rule, ...times };
    expect([scheduleLine(schedule, NOW), timetableWords(schedule)]).toEqual([line, timetable]);
  });

  test('states and expiry', () => {
    expect(backupStateWords(aBackup())).toBeNull();
    expect(backupStateWords(aBackup({ state: 'running' }))).toBe('running');
    expect(backupStateWords(aBackup({ state: 'unknown', stateText: 'quarantined' }))).toBe(
      'state “quarantined”',
    );
    expect(expiryWords(NOW + 12 * DAY_MS, NOW)).toBe('expires in 12 d');
    expect(expiryWords(NOW, NOW)).toBe('expired');
    expect(expiryWords(null, NOW)).toBeNull();
  });
});

describe('the catalogue', () => {
  test.each(providerInfos)(
    'says of $name where keys are made and what they must be allowed',
    ({ id, keyRights }) => {
      expect(providerText(id, 'keyHelp')).not.toBe(`provider.${id}.keyHelp`);
      expect(providerText(id, 'keyScopes')).not.toBe(`provider.${id}.keyScopes`);
      keyRights.forEach((_, at) => {
        expect(providerRight(id, at + 1)).not.toBe(`provider.${id}.right${at + 1}`);
      });
    },
  );

  test('has both plural forms of every counted text', () => {
    const bases = Object.keys(en).filter((key) => key.endsWith('_one'));
    expect(bases.length).toBeGreaterThan(0);
    for (const key of bases) expect(en).toHaveProperty([key.replace(/_one$/, '_other')]);
    expect(t('notice.digest', { count: 1 })).toBe('1 thing needs attention');
    expect(t('notice.digest', { count: 3 })).toBe('3 things need attention');
  });
});

test('a limit that met a request says that nothing was started, not that it goes on by itself', () => {
  const trouble = { kind: 'rateLimited', retryAt: Date.UTC(2026, 2, 10, 12), stated: true } as const;
  const context = { account: 'work', provider: 'HostUp', server: 'app-01' };
  expect(troubleSentence(trouble, context)).toContain('goes on by itself');
  const asked = troubleSentence(trouble, { ...context, asked: true });
  expect(asked).toContain('nothing was started for app-01');
  expect(asked).not.toContain('by itself');
});

describe('in Swedish and Bulgarian', () => {
  const now = new Date(2026, 10, 12, 12, 0).getTime();
  const at = (...date: [number, number, number, number, number]) => new Date(...date).getTime();
  afterAll(() => setLanguages(['en-GB']));

  test.each([
    ['sv', ['I dag 15:45', 'I går 03:00', 'I morgon 02:00', '1 nov. 03:00', '31 dec. 2025 23:05']],
    ['sv-FI', ['I dag 15.45', 'I går 03.00', 'I morgon 02.00', '1 nov. 03.00', '31 dec. 2025 23.05']],
    ['bg', ['Днес 15:45', 'Вчера 03:00', 'Утре 02:00', '1.11 03:00', '31.12.2025 г. 23:05']],
  ])('moments, %s', (tag, expected) => {
    setLanguages([tag]);
    const moments = [
      at(2026, 10, 12, 15, 45),
      at(2026, 10, 11, 3, 0),
      at(2026, 10, 13, 2, 0),
      at(2026, 10, 1, 3, 0),
      at(2025, 11, 31, 23, 5),
    ];
    expect(moments.map((moment) => formatWhen(moment, now))).toEqual(expected);
  });

  test.each([
    ['sv', 'i dag 15:45', 'lör 22:00', 'lördag', /^lördag 14 november 2026 kl\. 22:00 /],
    ['bg', 'днес 15:45', 'сб 22:00', 'събота', /^събота, 14 ноември 2026 г\. в 22:00 ч\. /],
  ])('moments within a sentence, and in full, %s', (tag, today, weekday, named, full) => {
    setLanguages([tag]);
    const saturday = at(2026, 10, 14, 22, 0);
    expect(formatWhenWithin(at(2026, 10, 12, 15, 45), now)).toBe(today);
    expect(formatWhenWithin(saturday, now)).toBe(weekday);
    expect(comingWeekday(saturday, now)).toBe(named);
    expect(formatMoment(saturday)).toMatch(full);
  });

  test.each([
    ['sv', ['nu', 'för 12 min sedan', '33 timmar', '1 200 d', '4,4 GB']],
    ['bg', ['сега', 'преди 12 мин', '33 часа', '1200 д', '4,4 GB']],
  ])('ages and sizes, %s', (tag, expected) => {
    setLanguages([tag]);
    const texts = [
      formatAge(0),
      formatAgo(12 * MINUTE_MS),
      formatAgeLong(33 * HOUR_MS),
      formatAge(1200 * DAY_MS),
      formatSize(4.4e9),
    ];
    // Which of the spaces that do not break stands there differs between versions of Intl.
    expect(texts.map((text) => text.replace(/\s/g, ' '))).toEqual(expected);
  });

  test.each([
    ['sv', '1 av 1 server är täckt', '2 av 5 servrar är täckta'],
    ['bg', 'Покрити: 1 от 1 сървър', 'Покрити: 2 от 5 сървъра'],
  ])('plural forms, %s', (tag, one, other) => {
    setLanguages([tag]);
    expect(t('popup.summary', { covered: 1, count: 1, total: '1' })).toBe(one);
    expect(t('popup.summary', { covered: 2, count: 5, total: '5' })).toBe(other);
  });
});
