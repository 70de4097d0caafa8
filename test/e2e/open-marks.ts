import en from '../../assets/locales/en.json';
import {
  type PanelBackup,
  type PanelButton,
  type PanelOperation,
  type PanelServer,
  type PanelView,
  type PanelWords,
  panelWords,
} from '../../lib/model/panel';
import { HOUR_MS } from '../../lib/model/time';
import { createMark } from '../../lib/panel/mark';

/*
 * Runs in a page: every mark there is, in roots that a checker may look into, on the ground of a light panel and of a
 * dark one.
 */

const texts = en as Readonly<Record<string, string>>;
const words = Object.fromEntries(panelWords.map((word) => [word, texts[`panel.${word}`]])) as PanelWords;
const now = Date.now();

function aged(hours: number): PanelBackup {
  const goal = { goalMs: 24 * HOUR_MS, graceMs: 3 * HOUR_MS, vouchedUntil: now + HOUR_MS };
  return {
    kind: 'known',
    createdAt: now - hours * HOUR_MS,
    exactText: 'Last good backup: Monday, manual',
    ...goal,
  };
}

const backups: readonly PanelBackup[] = [
  aged(3),
  aged(33),
  aged(90),
  { kind: 'never', vouchedUntil: now + HOUR_MS },
  { kind: 'unknown' },
];
const buttons: readonly PanelButton[] = [
  { kind: 'starts' },
  { kind: 'asks' },
  { kind: 'readOnly' },
  { kind: 'blocked', reason: 'A backup is already running.' },
  { kind: 'none' },
];
const operations: readonly (PanelOperation | null)[] = [
  null,
  { state: 'running', percent: 46 },
  { state: 'succeeded', endedAt: now },
  { state: 'failed', endedAt: now },
  { state: 'undecided', endedAt: now },
];

function serversOf(): readonly PanelServer[] {
  const server = (
    backup: PanelBackup,
    button: PanelButton,
    operation: PanelOperation | null,
    at: number,
  ) => ({
    id: `vps_${at}`,
    legacyId: null,
    name: `app-${at}`,
    hostname: null,
    addresses: [],
    backup,
    button,
    operation,
    wantsLegacyId: false,
  });
  return [
    ...backups.flatMap((backup) => buttons.map((button) => [backup, button, null] as const)),
    ...operations.map((operation) => [aged(3), { kind: 'starts' }, operation] as const),
  ].map(([backup, button, operation], at) => server(backup, button, operation, at));
}

const grounds = [
  { scheme: 'light', ground: '#ffffff', ink: '#1c1d1f' },
  { scheme: 'dark', ground: '#16181d', ink: '#eceef1' },
];

/** Puts them all into the page in place of what it had; gives how many. */
export function showAll(): number {
  const servers = serversOf();
  const view: PanelView = { servers, words, dangerousWords: '', locale: 'en' };
  const main = document.createElement('main');
  const title = document.createElement('h1');
  title.textContent = 'Servers';
  main.append(title);
  for (const { scheme, ground, ink } of grounds) {
    const section = document.createElement('section');
    section.style.cssText = `color-scheme:${scheme};background:${ground};color:${ink};padding:8px`;
    for (const server of servers) {
      for (const place of ['row', 'heading', 'note'] as const) {
        const line = document.createElement('p');
        line.append(server.name);
        const mark = createMark({ place, onBackUp: () => {}, mode: 'open' });
        mark.update(server, view, { now, told: new Map() });
        line.append(mark.element);
        section.append(line);
      }
    }
    main.append(section);
  }
  document.body.replaceChildren(main);
  return document.querySelectorAll('p').length;
}
