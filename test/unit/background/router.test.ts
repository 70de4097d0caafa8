import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { PanelHandlers } from '../../../lib/background/panel/desk';
import { type Handlers, route, routePanel } from '../../../lib/background/router';
import { TroubleError } from '../../../lib/model/trouble';
import { anAccount } from '../builders';

function handlers(): Handlers {
  return {
    addAccount: vi.fn(async () => anAccount()),
    replaceKey: vi.fn(async () => null),
    renameAccount: vi.fn(async () => null),
    removeAccount: vi.fn(async () => null),
    setLegacyId: vi.fn(async () => null),
    refresh: vi.fn(async () => null),
    backUpNow: vi.fn(async () => ({ operationId: 'o1' })),
    examine: vi.fn(async () => null),
    restoreSources: vi.fn(async () => []),
    restore: vi.fn(async () => ({ kind: 'operation' as const, id: 'o1' })),
    deleteBackup: vi.fn(async () => ({ operationId: 'o1' })),
    makeRoom: vi.fn(async () => ({ planId: 'p1' })),
    readServers: vi.fn(async () => null),
    backUpMany: vi.fn(async () => ({ planId: 'p1' })),
    saveSchedule: vi.fn(async () => ({ operationId: 'o1' })),
    changeBackupSettings: vi.fn(async () => ({ operationId: 'o1' })),
    saveScheduleAtCost: vi.fn(async () => ({ operationId: 'o1' })),
    changeBackupSettingsAtCost: vi.fn(async () => ({ operationId: 'o1' })),
    deleteSchedule: vi.fn(async () => ({ operationId: 'o1' })),
    changeSettings: vi.fn(async () => null),
    snooze: vi.fn(async () => null),
    testNotification: vi.fn(async () => ({ kind: 'handedOver' as const })),
    exportSettings: vi.fn(async () => ({ text: '{}' })),
    importSettings: vi.fn(async () => ({ kind: 'taken' as const, missing: [] })),
    setPassphrase: vi.fn(async () => null),
    changePassphrase: vi.fn(async () => null),
    removePassphrase: vi.fn(async () => null),
    unlock: vi.fn(async () => null),
    lockNow: vi.fn(async () => null),
    forgetPassphrase: vi.fn(async () => null),
    used: vi.fn(async () => null),
    diagnostics: vi.fn(async () => ({ text: '' })),
  };
}

const unlocked = async () => false;

describe('what may be said', () => {
  test('a message reaches its handler with its payload, trimmed', async () => {
    const all = handlers();
    const payload = { provider: 'hostup', label: ' work ', key: ' abc ' };
    expect(await route({ type: 'addAccount', payload }, 'other', all, unlocked)).toEqual({
      ok: true,
      value: anAccount(),
    });
    expect(all.addAccount).toHaveBeenCalledWith({ provider: 'hostup', label: 'work', key: 'abc' });
  });

  test('a trouble crosses as plain data', async () => {
    const refresh = async () => {
      throw new TroubleError({ kind: 'wrongKey' });
    };
    const answer = await route(
      { type: 'refresh', payload: { accountId: null } },
      'other',
      { ...handlers(), refresh },
      unlocked,
    );
    expect(answer).toEqual({ ok: false, trouble: { kind: 'wrongKey' } });
  });

  test('any other error crosses without its text', async () => {
    const refresh = async () => {
      throw new Error('Authorization: Bearer secret');
    };
    const answer = await route(
      { type: 'refresh', payload: { accountId: null } },
      'other',
      { ...handlers(), refresh },
      unlocked,
    );
    expect(answer).toEqual({ ok: false, trouble: { kind: 'internal', where: 'Error' } });
  });

  test.each([
    ['nothing', undefined],
    ['no object', 'refresh'],
    ['no such type', { type: 'wipe', payload: {} }],
    ['a type of Object’s own', { type: 'constructor', payload: {} }],
    ['__proto__', JSON.parse('{"type":"__proto__","payload":{}}')],
    ['a payload too much', { type: 'refresh', payload: { accountId: null, url: 'https://evil.test' } }],
    ['a field beside the payload', { type: 'refresh', payload: { accountId: null }, origin: 'x' }],
    ['an unknown provider', { type: 'addAccount', payload: { provider: 'x', label: 'l', key: 'k' } }],
    [
      'a key with a line break',
      { type: 'addAccount', payload: { provider: 'hostup', label: 'l', key: 'a\nb' } },
    ],
    ['an empty label', { type: 'renameAccount', payload: { accountId: 'a', label: '  ' } }],
    [
      'a legacy id that is no number',
      { type: 'setLegacyId', payload: { accountId: 'a', serverId: 's', legacyId: '../1', mustName: false } },
    ],
    [
      'a note of 201 characters',
      { type: 'backUpNow', payload: { accountId: 'a', serverId: 's', note: 'x'.repeat(201), cost: null } },
    ],
  ])('%s is refused and reaches no handler', async (_name, message) => {
    const all = handlers();
    expect(await route(message, 'confirm', all, unlocked)).toMatchObject({
      ok: false,
      trouble: { kind: 'internal' },
    });
    for (const handler of Object.values(all)) expect(handler).not.toHaveBeenCalled();
  });

  const evicts = { kind: 'evicts', stated: true, backupId: 'b', isLastGood: false };
  test.each([
    ['other', evicts, false],
    ['other', { kind: 'starves' }, false],
    ['other', { kind: 'refused' }, false],
    ['other', null, true],
    ['confirm', evicts, true],
    ['confirm', null, true],
  ] as const)('a backup asked for by the page “%s” at the cost %j: %s', async (page, cost, isTaken) => {
    const all = handlers();
    const payload = { accountId: 'a', serverId: 's', note: null, cost };
    const answer = await route({ type: 'backUpNow', payload }, page, all, unlocked);
    expect(answer.ok).toBe(isTaken);
    expect(all.backUpNow).toHaveBeenCalledTimes(isTaken ? 1 : 0);
  });

  test('no generated value does anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, withBigInt: true }), async (message) => {
        const all = handlers();
        expect((await route(message, 'confirm', all, unlocked)).ok).toBe(false);
        for (const handler of Object.values(all)) expect(handler).not.toHaveBeenCalled();
      }),
    );
  });
});

describe('what a panel may say', () => {
  const panelHandlers = (): PanelHandlers => ({
    panelView: vi.fn(async () => ({ servers: [], words: {} as never, dangerousWords: '', locale: 'en' })),
    panelBackUp: vi.fn(async () => ({ kind: 'asked' as const })),
    panelRemember: vi.fn(async () => null),
    panelDecline: vi.fn(async () => null),
  });

  test('its own messages, for the provider that its origin names', async () => {
    const all = panelHandlers();
    const message = { type: 'panelBackUp', payload: { serverId: 's1' } };
    expect(await routePanel(message, 'hostup', all, unlocked)).toEqual({
      ok: true,
      value: { kind: 'asked' },
    });
    expect(all.panelBackUp).toHaveBeenCalledWith('hostup', { serverId: 's1' });
  });

  test.each([
    [
      'a message of the own pages',
      { type: 'backUpNow', payload: { accountId: 'a', serverId: 's', note: null, cost: null } },
    ],
    ['one that adds a key', { type: 'addAccount', payload: { provider: 'hostup', label: 'l', key: 'k' } }],
    ['a provider in the payload', { type: 'panelBackUp', payload: { serverId: 's1', provider: 'vpsorg' } }],
    ['a provider beside the payload', { type: 'panelView', payload: {}, provider: 'vpsorg' }],
    ['a number that is a path', { type: 'panelRemember', payload: { serverId: 's', legacyId: '../1' } }],
    ['an inherited name', { type: 'constructor', payload: {} }],
    ['nothing', undefined],
  ])('refuses %s', async (_, message) => {
    const all = panelHandlers();
    expect(await routePanel(message, 'hostup', all, unlocked)).toMatchObject({
      ok: false,
      trouble: { kind: 'internal' },
    });
    for (const handler of Object.values(all)) expect(handler).not.toHaveBeenCalled();
  });

  test('an own page cannot speak as a panel', async () => {
    expect(await route({ type: 'panelView', payload: {} }, 'confirm', handlers(), unlocked)).toMatchObject({
      ok: false,
    });
  });
});
