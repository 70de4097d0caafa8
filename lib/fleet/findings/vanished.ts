import type { Draft, ServerCase } from './draft';

export function vanishedFindings(_current: ServerCase): readonly Draft[] {
  return [];
}
