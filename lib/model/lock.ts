/** Whether a passphrase guards what is stored, and whether it was given. */
export type LockState =
  | { readonly kind: 'none' }
  | { readonly kind: 'open' }
  /** `unfollowed`: operations that had not ended when it was locked; nobody looks at them until it is unlocked. */
  | { readonly kind: 'locked'; readonly unfollowed: number };

/** In characters. The shortest one is what holds out against a machine that tries, at the cost that each try has. */
export const passphraseBounds = { min: 12, max: 500 } as const;
