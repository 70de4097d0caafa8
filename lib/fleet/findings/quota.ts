import type { Draft, ServerCase } from './draft';

export function quotaFindings(_current: ServerCase): readonly Draft[] {
  return [];
}
