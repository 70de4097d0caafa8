import { noticeWords } from '../../../lib/background/notice-words';
import { operationWords } from '../../../lib/background/operation-words';
import { planWords } from '../../../lib/background/plan-words';
import { suggestionsFor } from '../../../lib/background/shortcuts/omnibox';
import { overview } from '../../../lib/fleet/overview';
import { planViewOf } from '../../../lib/fleet/plan-course';
import type { Overview } from '../../../lib/fleet/types';
import type { Language } from '../../../lib/model/settings';
import { HOUR_MS } from '../../../lib/model/time';
import { setLanguages, t } from '../../../lib/text/i18n';
import { plainOf } from '../../../lib/text/suggestion';
import { aBackup, anAccount, aReading, aServer, aState, aStored, NOW } from '../../unit/builders';
import { operations, plans } from './told-ends';
import { records } from './told-findings';

/**
 * What a person is told where no picture can be taken: the notifications of every kind, the line in the menu of a
 * selected text and those under the address bar. All of it is what the background itself would say.
 */
export function toldWords(language: Language): string {
  setLanguages([language]);
  const accounts = [anAccount()];
  const notice = (told: typeof records) => noticeWords({ id: 'n1', records: told }, accounts, NOW);
  const over = records.slice(0, 1).map((record) => ({ ...record, endedAt: NOW - HOUR_MS }));
  const said = (text: string) => ({ title: t('shortcut.command'), body: text });
  return [
    section(
      'Findings',
      records.map((record) => notice([record])),
    ),
    section('Several findings at once', [notice(records), notice(over)]),
    section(
      'Operations that ended',
      operations.map((operation) => operationWords(operation, accounts[0], NOW)),
    ),
    section(
      'Plans that ended',
      plans.map(({ plan, operations: made }) =>
        planWords(
          planViewOf(plan, new Map(made.map((operation) => [operation.id, operation]))),
          accounts,
          NOW,
        ),
      ),
    ),
    section('The test', [{ title: t('notice.test.title'), body: t('notice.test.body') }]),
    section('The keys that back up the server of a page', [
      said(t('create.requested', { server: 'app-01' })),
      said(t('shortcut.command.noPanel')),
      said(t('shortcut.command.noServer', { provider: 'HostUp' })),
      said(t('shortcut.command.notServed', { provider: 'HostUp' })),
    ]),
    section('The menu of a selected text', [{ title: t('shortcut.menu'), body: '' }]),
    section(
      'The address bar',
      typed.map(([text, view]) => suggested(text, view)),
    ),
  ].join('\n');
}

type Said = { readonly title: string; readonly body: string };

function section(name: string, said: readonly Said[]): string {
  const entries = said.map(({ title, body }) =>
    [
      title,
      ...body
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `    ${line}`),
    ].join('\n'),
  );
  return `== ${name}\n\n${entries.join('\n\n')}\n`;
}

const serverOf = (name: string, ageMs: number | null) =>
  aStored({
    server: aServer({ id: name, name }),
    reading: aReading({
      backups: ageMs === null ? [] : [aBackup({ serverId: name, createdAt: NOW - ageMs })],
    }),
  });

const fleet = overview(
  aState({
    servers: [serverOf('app-01', 33 * HOUR_MS), serverOf('app-02', HOUR_MS), serverOf('app-03', null)],
  }),
  NOW,
);

const typed: readonly (readonly [text: string, view: Overview | null])[] = [
  ['', fleet],
  ['app', fleet],
  ['!overdue', fleet],
  ['no-such-server', fleet],
  ['app', overview(aState({ accounts: [], servers: [] }), NOW)],
  ['app', null],
];

function suggested(text: string, view: Overview | null): Said {
  const { first, others } = suggestionsFor(view, text);
  return {
    title: `lg ${text} → ${plainOf(first)}`,
    body: others.map(({ parts }) => plainOf(parts)).join('\n'),
  };
}
