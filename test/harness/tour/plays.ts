import { nastyKeys, nastyWorld, sampleAccounts, sampleWorld } from '../../simulator/fleet';
import { largeAccount, largeWorld } from '../../simulator/large-world';
import * as answers from './answers';
import * as confirm from './confirm';
import * as dashboard from './dashboard';
import { empty, emptyAccount, emptyWorld } from './empty';
import { ends } from './ends';
import { locking } from './lock';
import * as options from './options';
import * as panel from './panel';
import * as popup from './popup';
import { refusals } from './refusals';
import type { Play } from './scene';
import { offline, troubles, unreadables } from './troubles';
import { actionAccounts, actionWorld, fineAccount, fineWorld, refusalAccounts, refusalWorld } from './worlds';

/** Everything there is to see. */
export const plays: readonly Play[] = [
  {
    name: 'first run',
    prepare: () => undefined,
    accounts: [],
    scenes: [...popup.firstRun, ...options.firstRun, ...dashboard.firstRun],
  },
  {
    name: 'sample',
    prepare: sampleWorld,
    accounts: sampleAccounts,
    scenes: [
      ...popup.sample,
      ...options.sample,
      ...confirm.sample,
      ...dashboard.sample,
      ...panel.sample,
      ...popup.changing,
      ...panel.changed,
    ],
  },
  {
    name: 'lock',
    prepare: sampleWorld,
    accounts: sampleAccounts.slice(0, 1),
    scenes: locking,
    inOrder: true,
  },
  {
    name: 'fine',
    prepare: fineWorld,
    accounts: [fineAccount],
    scenes: [...popup.fine, ...unreadables],
  },
  { name: 'empty', prepare: emptyWorld, accounts: [emptyAccount], scenes: empty, inOrder: true },
  {
    name: 'troubles',
    prepare: sampleWorld,
    accounts: sampleAccounts,
    scenes: troubles,
    inOrder: true,
  },
  {
    name: 'questions',
    prepare: actionWorld,
    accounts: actionAccounts,
    scenes: [...confirm.questions, ...dashboard.schedules],
  },
  { name: 'refusals', prepare: refusalWorld, accounts: refusalAccounts, scenes: [...refusals, ...ends] },
  {
    name: 'actions',
    prepare: actionWorld,
    accounts: actionAccounts,
    scenes: [...answers.answers, ...dashboard.afterwards],
    inOrder: true,
  },
  { name: 'large', prepare: largeWorld(2_000), accounts: [largeAccount], scenes: dashboard.large },
  {
    name: 'offline',
    prepare: sampleWorld,
    accounts: sampleAccounts,
    scenes: offline,
    inOrder: true,
  },
  {
    name: 'ugly',
    prepare: nastyWorld,
    accounts: Object.entries(nastyKeys).map(([label, key]) => ({
      provider: label === 'vpsbg' || label === 'vpsorg' ? label : 'hostup',
      label: `<b>${label}</b>`,
      key,
    })),
    scenes: [...popup.ugly, ...options.ugly, ...dashboard.ugly],
  },
];
