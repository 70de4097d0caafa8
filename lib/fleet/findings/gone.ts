import type { Draft, ServerCase } from './draft';

export function goneFindings(_current: ServerCase): readonly Draft[] {
  return [];
}
