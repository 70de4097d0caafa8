import type { NamedBackup } from '../../model/backup';

/** What a finding keeps of a backup that it names. */
export function named({ id, kind, createdAt, note }: NamedBackup): NamedBackup {
  return { id, kind, createdAt, note };
}
