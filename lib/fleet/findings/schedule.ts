import type { Draft, ServerCase } from './draft';

export function scheduleFindings(_current: ServerCase): readonly Draft[] {
  return [];
}
