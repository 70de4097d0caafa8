import type { Draft, ServerCase } from './draft';

export function expiringFindings(_current: ServerCase): readonly Draft[] {
  return [];
}
