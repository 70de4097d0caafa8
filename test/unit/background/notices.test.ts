import { describe, expect, test } from 'vitest';
import { noticeWords } from '../../../lib/background/notice-words';
import { pageOfNotice } from '../../../lib/background/pages';
import type { Finding, FindingRecord } from '../../../lib/model/finding';
import { HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { findingWords } from '../../../lib/text/finding';
import { formatWhenWithin } from '../../../lib/text/format';
import { aFinding, anAccount, anOperation, aPlan, NOW } from '../builders';

const onServer = (id: string): Finding => {
  const key = `hostup/${id}`;
  const subject = {
    kind: 'server',
    key,
    accountId: 'a1',
    provider: 'hostup',
    serverId: id,
    name: id,
  } as const;
  return aFinding({ kind: 'scheduleOff' }, { id: `scheduleOff/${key}`, subject });
};
const lost = aFinding(
  { kind: 'accountTrouble', trouble: { kind: 'wrongKey' }, checkedAt: NOW },
  {
    severity: 'error',
    subject: { kind: 'account', accountId: 'a1', provider: 'hostup', label: 'work' },
  },
);
const gap = aFinding(
  { kind: 'notWatched', from: NOW - 9 * HOUR_MS, to: NOW, began: 1, ended: 0, backups: 0 },
  { subject: { kind: 'browser' } },
);

function aRecord(finding: Finding, over: Partial<FindingRecord> = {}): FindingRecord {
  return {
    id: `${finding.id}#1`,
    finding,
    firstSeenAt: NOW,
    endedAt: null,
    noticeId: 'n',
    toldAt: null,
    ...over,
  };
}
const ended = { endedAt: NOW - 5 * MINUTE_MS };
const overSince = `(over since ${formatWhenWithin(NOW - 5 * MINUTE_MS, NOW)})`;

const words = (...records: readonly FindingRecord[]) => noticeWords({ id: 'n', records }, [anAccount()], NOW);
const titleOf = (finding: Finding) => findingWords(finding, NOW).title;
const sentenceOf = (finding: Finding) => findingWords(finding, NOW).sentence;

describe('a notice of one subject', () => {
  test('says what it is, whose server, and what to do', () => {
    const never = aFinding({ kind: 'never' });
    const off = aFinding({ kind: 'scheduleOff' });
    expect(words(aRecord(never), aRecord(off))).toEqual({
      title: titleOf(never),
      body: ['HostUp · work', sentenceOf(never), sentenceOf(off)].join('\n'),
    });
  });

  test('of an account names it', () => {
    const { title, body } = words(aRecord(lost));
    expect(title).toContain('work');
    expect(body).toBe(`HostUp · work\n${sentenceOf(lost)}`);
  });

  test('that is over says since when, and nothing that is no longer true', () => {
    const off = onServer('s1');
    expect(words(aRecord(off, ended))).toEqual({
      title: `${titleOf(off)} ${overSince}`,
      body: 'HostUp · work',
    });
  });
});

describe('a digest', () => {
  test('counts what there is and where, and has a line for each', () => {
    const records = [onServer('s1'), onServer('s2')].map((finding) => aRecord(finding));
    expect(words(...records, aRecord(onServer('s3'), ended))).toEqual({
      title: '2 things need attention on 2 servers',
      body: [
        titleOf(onServer('s1')),
        titleOf(onServer('s2')),
        `${titleOf(onServer('s3'))} ${overSince}`,
      ].join('\n'),
    });
  });

  test('of servers and accounts says no place', () => {
    expect(words(aRecord(lost), aRecord(onServer('s1'))).title).toBe('2 things need attention');
  });

  test('of one that is left beside what is over', () => {
    expect(words(aRecord(onServer('s1')), aRecord(onServer('s2'), ended)).title).toBe(
      '1 thing needs attention on 1 server',
    );
  });

  test('of what is all over says so', () => {
    expect(words(aRecord(onServer('s1'), ended), aRecord(onServer('s2'), ended)).title).toBe(
      '2 things needed attention and are over',
    );
  });

  test('has four lines at most', () => {
    const records = ['s1', 's2', 's3', 's4', 's5', 's6'].map((id) => aRecord(onServer(id)));
    expect(words(...records.slice(0, 4)).body.split('\n')).toHaveLength(4);
    const lines = words(...records).body.split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toBe('and 3 more');
  });

  test('after a gap in the watch begins with it', () => {
    expect(words(aRecord(gap), aRecord(onServer('s1')))).toEqual({
      title: titleOf(gap),
      body: titleOf(onServer('s1')),
    });
    expect(words(aRecord(gap))).toEqual({ title: titleOf(gap), body: sentenceOf(gap) });
  });
});

describe('a click on a notice', () => {
  const known = {
    operations: [anOperation({ id: 'o1' })],
    plans: [aPlan({ id: 'p1' })],
    findings: [
      aRecord(aFinding({ kind: 'scheduleOff' }), { noticeId: 'finding:x' }),
      aRecord(aFinding({ kind: 'never' }, { severity: 'error', id: 'never/hostup/ä' }), {
        noticeId: 'finding:x',
      }),
      aRecord(aFinding({ kind: 'exposed', restorePointAt: 1, goalMs: 1 }, { severity: 'error' }), {
        noticeId: 'finding:x',
        endedAt: NOW,
      }),
    ],
  };

  test.each([
    ['o1', '/popup.html#server=hostup%2Fs1'],
    ['o2', null],
    ['p1', '/confirm.html#plan=p1'],
    ['finding:x', '/popup.html#finding=never%2Fhostup%2F%C3%A4'],
    ['finding:gone', '/popup.html#findings'],
    ['digest:1773144000000', '/popup.html#findings'],
    ['quiet:1773144000000', '/popup.html#findings'],
    ['test', null],
  ])('%s opens %s', (id, page) => {
    expect(pageOfNotice(id, known)).toBe(page);
  });
});
