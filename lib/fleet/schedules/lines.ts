import type { Schedule } from '../../model/backup';
import type { ServerReading } from '../../model/server';
import type { Settings } from '../../model/settings';
import type { EpochMs } from '../../model/time';
import { providerInfo } from '../../providers/origins';
import { freshForMs } from '../coverage';
import type { Overview, ServerRow } from '../types';
import { observedRhythm } from './observed';
import { lastResultOf } from './result';
import { roomOf } from './room';
import { type Attention, attentions, type NextRun, type Rhythm, type ScheduleLine } from './types';

/**
 * Every schedule of every server, and one line for each server without any: what needs attention first, then by name.
 * Servers that are no longer listed have none.
 */
export function scheduleLines({ rows, settings }: Overview): readonly ScheduleLine[] {
  return rows
    .flatMap((row) => linesOf(row, settings))
    .sort(
      (a, b) =>
        attentions.indexOf(a.attention) - attentions.indexOf(b.attention) ||
        nameOf(a).localeCompare(nameOf(b)) ||
        (a.key < b.key ? -1 : 1),
    );
}

function nameOf({ row }: ScheduleLine): string {
  return row.stored.server.name;
}

function linesOf(row: ServerRow, settings: Settings): readonly ScheduleLine[] {
  const { reading } = row.stored;
  if (reading === null) return [serverLine(row, { kind: 'notRead', trouble: row.trouble }, settings)];
  if (reading.schedules.length === 0) return [serverLine(row, rhythmWithout(row, reading), settings)];
  return reading.schedules.map((schedule) => scheduleLine(row, reading, schedule, settings));
}

function scheduleLine(
  row: ServerRow,
  reading: ServerReading,
  schedule: Schedule,
  settings: Settings,
): ScheduleLine {
  const result = lastResultOf({ schedule, reading, providerNow: asOf(row), graceMs: settings.graceMs });
  const line = {
    key: `${row.key}#${schedule.id}`,
    row,
    rhythm: { kind: 'schedule', schedule } as const,
    lastRunAt: schedule.lastRunAt ?? (result.kind === 'made' ? result.at : null),
    next: nextOf(schedule),
    result,
    room: roomOf(schedule, reading),
  };
  return { ...line, attention: attentionOf(line, settings) };
}

function nextOf({ enabled, nextRunAt }: Schedule): NextRun {
  if (enabled === false) return { kind: 'off' };
  return nextRunAt === null ? { kind: 'notStated' } : { kind: 'stated', at: nextRunAt };
}

/** What is known of a server whose reading names no schedule: that it has none only where its provider would say so. */
export function rhythmWithout(row: ServerRow, reading: ServerReading): Rhythm {
  const { automatic } = row.stored.server;
  if (automatic.kind === 'none') return { kind: 'none' };
  if (!providerInfo(row.provider).tellsSchedules) {
    const observed = observedRhythm(row);
    const stated = automatic.kind === 'stated' ? automatic : null;
    return stated === null && observed === null
      ? { kind: 'notStated' }
      : { kind: 'automatic', stated, observed };
  }
  const unread = reading.partTroubles.find(({ part }) => part === 'schedules' || part === 'legacySchedules');
  if (unread) return { kind: 'notRead', trouble: unread.trouble };
  // A row that could not be read may be a schedule.
  return reading.unreadableRows > 0 ? { kind: 'notRead', trouble: null } : { kind: 'none' };
}

function serverLine(row: ServerRow, rhythm: Rhythm, settings: Settings): ScheduleLine {
  const observed = rhythm.kind === 'automatic' ? rhythm.observed : null;
  const lastAt = observed === null ? null : observed.lastAt;
  const next: NextRun =
    observed?.isRegular === true
      ? { kind: 'estimated', at: observed.lastAt + observed.intervalMs }
      : { kind: 'notStated' };
  const line = {
    key: row.key,
    row,
    rhythm,
    lastRunAt: lastAt,
    next,
    result: lastAt === null ? ({ kind: 'notStated' } as const) : ({ kind: 'made', at: lastAt } as const),
    room: { kind: 'enough' } as const,
  };
  return { ...line, attention: attentionOf(line, settings) };
}

/** The provider's clock when the reading was made: what time alone brings about waits for the next one. */
function asOf({ providerNow, readAgoMs }: ServerRow): EpochMs {
  return providerNow - (readAgoMs ?? 0);
}

type BareLine = Omit<ScheduleLine, 'attention'>;

/** Not knowing is never fine: a line of which nothing bad is known by an old reading is not known. */
function attentionOf(line: BareLine, settings: Settings): Attention {
  const attention = asRead(line, settings);
  const { readAgoMs } = line.row;
  const isFresh = readAgoMs !== null && readAgoMs <= freshForMs(settings);
  return !isFresh && (attention === 'none' || attention === 'crowded') ? 'unknown' : attention;
}

/** What a person switched off or never made stands after what fails against their will. */
function asRead({ rhythm, result, room, row, next }: BareLine, { graceMs }: Settings): Attention {
  const isLate = (next.kind === 'stated' || next.kind === 'estimated') && asOf(row) - next.at > graceMs;
  switch (rhythm.kind) {
    case 'notRead':
      return 'unknown';
    case 'none':
      return 'missing';
    case 'notStated':
      return 'none';
    case 'automatic':
      return isLate ? 'late' : 'none';
    case 'schedule':
      if (rhythm.schedule.enabled === false) return 'off';
      if (result.kind === 'failed' || result.kind === 'possibleFailure') return 'failed';
      if (room.kind === 'starved') return 'starved';
      if (result.kind === 'nothingListed' || isLate) return 'late';
      return room.kind === 'enough' ? 'none' : 'crowded';
  }
}
