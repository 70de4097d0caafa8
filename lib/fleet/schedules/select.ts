import type { ScheduleLine } from './types';

export const scheduleShows = ['all', 'pressing', 'own', 'observed'] as const;
export const scheduleSorts = ['pressing', 'server', 'next', 'last'] as const;
export type ScheduleShow = (typeof scheduleShows)[number];
export type ScheduleSort = (typeof scheduleSorts)[number];

/** The lines that are wanted: all, those that need attention, those that can be set, those that are only observed. */
export function linesShown(lines: readonly ScheduleLine[], show: ScheduleShow): readonly ScheduleLine[] {
  switch (show) {
    case 'all':
      return lines;
    case 'pressing':
      return lines.filter(({ attention }) => attention !== 'none');
    case 'own':
      return lines.filter(({ row }) => row.capabilities.includes('schedule'));
    case 'observed':
      return lines.filter(({ rhythm }) => rhythm.kind === 'automatic');
  }
}

/** The lines in an order; they come in that of `scheduleLines`, which decides where two are alike. Unknown moments are last. */
export function inOrder(lines: readonly ScheduleLine[], sort: ScheduleSort): readonly ScheduleLine[] {
  switch (sort) {
    case 'pressing':
      return lines;
    case 'server':
      return [...lines].sort((a, b) => a.row.stored.server.name.localeCompare(b.row.stored.server.name));
    case 'next':
      return [...lines].sort((a, b) => nextAt(a) - nextAt(b) || 0);
    case 'last':
      return [...lines].sort((a, b) => lastAt(a) - lastAt(b) || 0);
  }
}

function nextAt({ next }: ScheduleLine): number {
  return next.kind === 'stated' || next.kind === 'estimated' ? next.at : Number.MAX_VALUE;
}

function lastAt({ lastRunAt }: ScheduleLine): number {
  return lastRunAt ?? Number.MAX_VALUE;
}
