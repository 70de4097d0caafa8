import type { PartTrouble, ServerReading } from '../model/server';

/** Whether one of these parts could not be read: what stands in its place is of an earlier reading, or nothing. */
export function isUnread(
  { partTroubles }: Pick<ServerReading, 'partTroubles'>,
  ...parts: readonly PartTrouble['part'][]
): boolean {
  return partTroubles.some(({ part }) => parts.includes(part));
}
