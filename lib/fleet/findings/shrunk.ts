import type { Draft, ServerCase } from './draft';

export function shrunkFindings(_current: ServerCase): readonly Draft[] {
  return [];
}
