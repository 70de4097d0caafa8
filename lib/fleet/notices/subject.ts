import type { Subject } from '../../model/finding';

/** The same for all findings about the same server, account or browser. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'server':
      return `server:${subject.key}`;
    case 'account':
      return `account:${subject.accountId}`;
    case 'browser':
      return 'browser';
  }
}
