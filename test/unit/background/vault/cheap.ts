import type { Cost } from '../../../../lib/background/vault/envelope';

/** A passphrase is tried hundreds of times here; what a try costs in the product is tested by itself. */
export const CHEAP: Cost = { least: 10, now: 20 };
