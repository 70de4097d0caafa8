import type { Draft, ServerCase } from './draft';

export function stuckFindings(_current: ServerCase): readonly Draft[] {
  return [];
}
