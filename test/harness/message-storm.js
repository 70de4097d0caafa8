// biome-ignore-all lint/correctness/noUnusedVariables: the harness calls these functions by name.
// Runs where an attacker would: in the content script's world, or in a page's own. Nothing is imported: the text of this
// file is sent.

/** The same numbers, 0 ≤ n < 1, for the same seed. */
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const HUGE = 'x'.repeat(1_000_000);

/**
 * Makes messages: whole ones of every type, and ones with something wrong. `about`: the types; accounts and servers that
 * exist; and the servers that each message of a panel may name without doing what it is there for.
 */
function messagesFrom(seed, about) {
  const next = numbersFrom(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const chance = (part) => next() < part;
  const account = () => pick([...about.accounts, 'nobody', '']);
  const server = () => pick([...about.servers, 'nobody', '../1', '']);
  const ofServer = () => ({ accountId: account(), serverId: server() });
  const daily = {
    frequency: 'daily',
    hour: 2,
    minute: null,
    retentionCount: 1,
    enabled: true,
    name: null,
  };
  const passphrase = () => pick(['correct horse battery staple', 'short', HUGE.slice(0, 400)]);
  const settings = {
    lastgood: 'settings',
    version: 1,
    exportedAt: 0,
    settings: { nearPercent: 1 },
    accounts: [],
  };

  const payloads = {
    addAccount: () => ({
      provider: pick(['hostup', 'vpsbg', 'vpsorg']),
      label: 'x',
      key: 'stolen-key-of-another',
    }),
    replaceKey: () => ({ accountId: account(), key: 'stolen-key-of-another' }),
    renameAccount: () => ({ accountId: account(), label: 'renamed by a stranger' }),
    removeAccount: () => ({ accountId: account() }),
    setLegacyId: () => ({
      ...ofServer(),
      legacyId: pick(['1', null]),
      mustName: chance(0.5),
    }),
    refresh: () => ({ accountId: pick([null, account()]) }),
    backUpNow: () => ({ ...ofServer(), note: pick([null, 'by a stranger']) }),
    examine: () => ofServer(),
    readServers: ({ accountId, serverId } = ofServer()) => ({ accountId, serverIds: [serverId] }),
    restoreSources: () => ofServer(),
    restore: () => ({
      ...ofServer(),
      backupId: 'b1',
      sourceServerId: pick([null, server()]),
      safety: chance(0.5),
      typedName: 'app-01',
    }),
    deleteBackup: () => ({ ...ofServer(), backupId: 'b1', typedName: pick([null, 'app-01']) }),
    makeRoom: () => ({ ...ofServer(), backupIds: ['b1'], note: null }),
    backUpMany: () => ({ servers: [ofServer()], note: null }),
    saveSchedule: () => ({ ...ofServer(), schedule: pick([daily, { ...daily, enabled: false }]) }),
    saveScheduleAtCost: () => ({ ...ofServer(), schedule: daily }),
    changeBackupSettings: () => ({ ...ofServer(), change: { autoDeleteOldest: chance(0.5) } }),
    changeBackupSettingsAtCost: () => ({ ...ofServer(), change: { totalLimit: 1 } }),
    deleteSchedule: () => ({ ...ofServer(), scheduleId: '1' }),
    changeSettings: () => ({
      change: pick([
        { notify: false },
        { pageBackupsAllowed: about.accounts },
        { panelsOff: ['vpsbg'] },
        { nearPercent: 1 },
      ]),
    }),
    snooze: () => ({
      target: { kind: 'server', key: `hostup/${server()}` },
      span: pick(['week', 'change', null]),
    }),
    testNotification: () => ({}),
    exportSettings: () => ({}),
    importSettings: () => ({ text: JSON.stringify(settings) }),
    setPassphrase: () => ({ passphrase: passphrase() }),
    changePassphrase: () => ({ current: passphrase(), next: passphrase() }),
    removePassphrase: () => ({ current: passphrase() }),
    unlock: () => ({ passphrase: passphrase() }),
    lockNow: () => ({}),
    forgetPassphrase: () => ({}),
    used: () => ({}),
    diagnostics: () => ({}),
    panelView: () => ({}),
    panelBackUp: () => ({ serverId: pick(about.mayName.panelBackUp) }),
    panelRemember: () => ({ serverId: pick(about.mayName.panelRemember), legacyId: '1' }),
    panelDecline: () => ({ serverId: pick(about.mayName.panelDecline) }),
  };

  const strange = () => {
    const loop = { type: 'panelView' };
    loop.payload = loop;
    return pick([
      undefined,
      null,
      0,
      -1,
      Number.NaN,
      true,
      '',
      HUGE,
      [],
      [[]],
      {},
      { payload: {} },
      10n,
      loop,
      new Date(0),
      /a+/,
      new Map([['serverId', 'x']]),
      new Set(['x']),
      new Error('x'),
      new ArrayBuffer(8),
      new Uint8Array(9),
      Object('boxed'),
      new Array(3000),
      JSON.parse('{"__proto__":{"type":"refresh"}}'),
      Array.from({ length: 20_000 }, () => 'x'),
      nested(300),
      () => {},
      Symbol('x'),
    ]);
  };
  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'then',
    'sender',
    'origin',
    'frameId',
    'id',
    'url',
    'tab',
    'provider',
    'accountId',
    'method',
    'headers',
    'target',
    'isTrusted',
    '',
  ];
  const forged = () =>
    pick([
      about.extensionId,
      about.ownOrigin,
      0,
      'hostup',
      'vpsorg',
      { id: about.extensionId, origin: about.ownOrigin, frameId: 0 },
    ]);
  const withField = (object) =>
    Object.defineProperty({ ...object }, pick(names), { value: forged(), enumerable: true });

  return () => {
    const type = pick(about.types);
    const message = { type, payload: payloads[type]() };
    if (chance(0.4)) return message;
    return pick([
      () => withField(message),
      () => ({ ...message, payload: withField(message.payload) }),
      () => ({ ...message, payload: strange() }),
      () => ({
        ...message,
        payload: payloads[pick(about.types)](),
        type: pick([type, type.toUpperCase(), ` ${type}`, [type]]),
      }),
      () => ({ ...message, type: pick([...names, 'wipe', 'restore', 'deleteBackup', strange()]) }),
      () => ({
        ...message,
        payload: Object.fromEntries(Object.keys(message.payload).map((key) => [key, strange()])),
      }),
      () => JSON.stringify(message),
      () => [message],
      () => ({ message, sender: forged() }),
      () => new Map(Object.entries(message)),
      strange,
    ])();
  };
}

function nested(levels) {
  let value = {};
  for (let level = 0; level < levels; level++) value = { payload: value };
  return value;
}

/**
 * Sends so many messages, some at once, and gives each kind of answer with how often it came. `unsent`: those that the
 * browser itself would not carry.
 */
async function storm({ seed, count, atOnce, about }) {
  const make = messagesFrom(seed, about);
  const { runtime } = globalThis.browser ?? chrome;
  const answers = new Map();
  let unsent = 0;
  const one = async () => {
    let said;
    try {
      const answer = await runtime.sendMessage(make());
      said = answer === undefined ? 'nothing' : JSON.stringify(answer);
    } catch (error) {
      said = 'nothing';
      unsent += 1;
      if (!/clone|serializ|port closed|circular|BigInt|size|unexpected error/i.test(String(error)))
        said = `thrown: ${error}`;
    }
    answers.set(said, (answers.get(said) ?? 0) + 1);
  };
  for (let sent = 0; sent < count; sent += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, count - sent) }, one));
  }
  return { unsent, answers: [...answers] };
}

/** The same from the page itself, by every way that leads out of it. */
async function pageStorm({ seed, count, about, addresses }) {
  const make = messagesFrom(seed, about);
  const next = numbersFrom(seed + 1);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const learnt = [];
  const learn = (what) => (answer) =>
    answer !== undefined && learnt.push(`${what}: ${JSON.stringify(answer)}`);
  const ours = new Set();
  addEventListener(
    'message',
    ({ data }) => !ours.has(String(data?.type)) || learnt.push('a message that was answered'),
  );
  const runtimes = [globalThis.browser, globalThis.chrome].flatMap((api) =>
    api?.runtime ? [api.runtime] : [],
  );
  const eventNames = [
    'lastgood',
    'panelChanged',
    'panelBackUp',
    'wxt:content-script-started',
    'wxt:locationchange',
    `${about.extensionId}:panel:wxt:content-script-started`,
    `${about.extensionId}:panel:wxt:locationchange`,
  ];
  const channels = ['lastgood-state', 'lastgood', about.extensionId].map((name) => {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => learnt.push(`heard on ${name}: ${JSON.stringify(data)}`);
    return channel;
  });
  const ways = [
    (message) => window.postMessage(message, '*'),
    (message) =>
      window.dispatchEvent(new MessageEvent('message', { data: message, origin: about.ownOrigin })),
    (message) =>
      pick([document, window, document.body]).dispatchEvent(
        new CustomEvent(pick(eventNames), { detail: message, bubbles: true }),
      ),
    // One context never hears what it says itself, so it is heard from another only where somebody answers.
    (message) => pick(channels).postMessage(message),
    (message) =>
      document.body.dispatchEvent(
        new PointerEvent('click', { bubbles: true, composed: true, detail: message?.type?.length }),
      ),
    ...runtimes.flatMap((runtime) => [
      (message) => runtime.sendMessage?.(about.extensionId, message, learn('sendMessage')),
      (message) => {
        const port = runtime.connect?.(about.extensionId);
        port?.onMessage.addListener(learn('port'));
        port?.postMessage(message);
      },
    ]),
  ];
  let refused = 0;
  for (let sent = 0; sent < count; sent++) {
    try {
      pick(ways)(make());
    } catch {
      refused += 1;
    }
    if (sent % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  for (const address of addresses) {
    await fetch(address).then(
      ({ status }) => learnt.push(`fetched ${address}: ${status}`),
      () => {},
    );
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    let opened = null;
    let seen = null;
    try {
      opened = window.open(address);
      await new Promise((resolve) => setTimeout(resolve, 100));
      seen = opened?.document.body?.innerText || frame.contentDocument?.body?.innerText;
    } catch {
      // Not opened at all, or another origin's: as far away as it should be.
    }
    if (seen) learnt.push(`read ${address}: ${seen}`);
    opened?.close();
    frame.remove();
  }
  for (const channel of channels) channel.close();
  return { learnt, refused, runtimes: runtimes.filter(({ sendMessage }) => sendMessage).length };
}
