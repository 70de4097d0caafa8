import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ExportMenu } from '../../components/dashboard/export-menu';
import { CoverageReport } from '../../components/report/coverage-report';
import { overview } from '../../lib/fleet/overview';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import { setLanguages } from '../../lib/text/i18n';
import { aBackup, aReading, aServer, aState, aStatus, aStored, NOW } from '../unit/builders';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const onPrint = vi.fn();
const show = (over: Partial<StoredState> = {}) =>
  render(<CoverageReport overview={overview(aState(over), NOW)} version="1.2.3" onPrint={onPrint} />);
const section = (name: string) => within(screen.getByRole('region', { name }));
const rowsIn = (name: string) =>
  section(name)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent));

describe('the coverage report', () => {
  const late = aStored({
    server: aServer({ id: 's2', name: 'late' }),
    reading: aReading({ backups: [aBackup({ createdAt: NOW - 30 * HOUR_MS })] }),
  });
  const stale = aStored({ server: aServer({ id: 's3', name: 'stale' }), readAt: NOW - DAY_MS });

  test('says when and by what it was judged, the share, and the goal', () => {
    show({ servers: [aStored(), late, stale] });
    expect(
      screen.getByText(/As of Tuesday.*10 March 2026.*(UTC|GMT|CE).*Judged by Lastgood 1\.2\.3/),
    ).toBeTruthy();
    const text = screen.getByRole('region', { name: 'Coverage' }).textContent;
    for (const part of [
      '33 %',
      '1 of 3 servers are covered',
      '1 overdue',
      '1 not known',
      'counts as not covered',
      '24 hours',
    ])
      expect(text).toContain(part);
  });

  test('the gaps name what is overdue and what is not known, with its last known age as such', () => {
    show({ servers: [aStored(), late, stale] });
    expect(rowsIn('Gaps')).toEqual([
      ['lateHostUp · work', 'overdue', '30 h', expect.stringContaining('10 March 2026')],
      [
        'staleHostUp · work',
        'not known',
        expect.stringMatching(/^last known: /),
        expect.stringMatching(/^at least since /),
      ],
    ]);
    expect(rowsIn('All servers').map(([name, , , goal, coverage]) => [name, goal, coverage])).toEqual([
      ['app-01HostUp · work', '24 h', 'covered'],
      ['lateHostUp · work', '24 h', 'overdue'],
      ['staleHostUp · work', '24 h', 'not known'],
    ]);
  });

  test('without gaps it says so; without servers it claims nothing', () => {
    show();
    expect(section('Gaps').getByText('None: every server is covered.')).toBeTruthy();
    cleanup();
    show({ servers: [] });
    expect(screen.getAllByText('No server is known.').length).toBeGreaterThan(0);
    expect(document.body.textContent).not.toContain('100');
    expect(document.body.textContent).not.toContain('every server is covered');
  });

  test('what could not be read is said before everything else', () => {
    show({ statuses: [aStatus({ trouble: { kind: 'wrongKey' }, checkedAt: NOW - DAY_MS })] });
    const [first] = screen.getAllByRole('heading', { level: 2 });
    expect(first?.textContent).toBe('1 account could not be read completely');
    expect(screen.getByText(/HostUp refuses the key of work/)).toBeTruthy();
    expect(screen.getByText(/Last read completely: Monday/)).toBeTruthy();
  });

  test('the button prints', () => {
    show();
    fireEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(onPrint).toHaveBeenCalledTimes(1);
  });
});

describe('the export menu', () => {
  const actions = { saveFile: vi.fn(), openReport: vi.fn() };
  const announce = vi.fn();
  const open = () => {
    render(<ExportMenu overview={overview(aState(), NOW)} actions={actions} announce={announce} />);
    const toggle = screen.getByRole('button', { name: 'Export' });
    fireEvent.click(toggle);
    return toggle;
  };

  test('saves what was chosen in the form that was chosen, says so and goes away', () => {
    const toggle = open();
    fireEvent.click(screen.getByRole('button', { name: 'Restore points as CSV' }));
    const [name, text, type] = actions.saveFile.mock.calls[0] ?? [];
    expect(name).toMatch(/^lastgood-backups-.*\.csv$/);
    expect(text).toContain('app-01');
    expect(type).toContain('text/csv');
    expect(announce).toHaveBeenCalledWith(`Exported as ${name}.`);
    expect(screen.queryByRole('button', { name: /as CSV/ })).toBeNull();
    expect(document.activeElement).toBe(toggle);
  });

  test('has all four in both forms, and the report', () => {
    open();
    const names = screen
      .getAllByRole('button', { name: /as (CSV|JSON)$/ })
      .map((button) => button.ariaLabel ?? button.getAttribute('aria-label'));
    expect(names).toHaveLength(8);
    fireEvent.click(screen.getByRole('button', { name: 'Coverage report, to print' }));
    expect(actions.openReport).toHaveBeenCalledTimes(1);
  });

  test('Escape folds it and gives the keyboard back; so does leaving it', () => {
    const toggle = open();
    const button = screen.getByRole('button', { name: 'Servers as JSON' });
    button.focus();
    fireEvent.keyDown(button, { key: 'Escape' });
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(toggle);
    fireEvent.click(toggle);
    fireEvent.focusOut(toggle, { relatedTarget: document.body });
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
  });
});
