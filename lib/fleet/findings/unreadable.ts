import type { Draft, ServerCase } from './draft';

export function unreadableFindings(_current: ServerCase): readonly Draft[] {
  return [];
}
