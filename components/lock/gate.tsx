import type { ComponentChildren } from 'preact';
import type { LockState } from '../../lib/model/lock';
import { Unreadable } from '../unreadable';
import type { LockActions } from './actions';
import { Locked } from './locked';

type Props = {
  /** Why the stored state cannot be read; null while it can. */
  readonly failure: string | null;
  /** Null until it was read. */
  readonly lock: LockState | null;
  readonly actions: LockActions;
  readonly children: ComponentChildren;
};

/** A page of ours, or what stands in its place: that it is locked, or that nothing can be read. */
export function Gate({ failure, lock, actions, children }: Props) {
  if (failure !== null) return <Unreadable why={failure} />;
  if (lock !== null && lock.kind === 'locked')
    return <Locked unfollowed={lock.unfollowed} actions={actions} />;
  return <>{children}</>;
}
