import { useEffect, useRef } from 'preact/hooks';
import type { AccountRow } from '../../lib/fleet/types';
import type { Account } from '../../lib/model/account';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { OutcomeLine } from './outcome';
import { usePassing } from './passing';

type Props = {
  readonly added: Account;
  readonly accounts: readonly AccountRow[];
  readonly onOver: () => void;
};

/** Says that an account was added, until it was read completely or is gone again. */
export function AddedLine({ added, accounts, onOver }: Props) {
  const row = accounts.find(({ account }) => account.id === added.id);
  const isHere = row !== undefined;
  // The answer may come before the stored state that has the account.
  const wasHere = useRef(false);
  useEffect(() => {
    if (isHere) wasHere.current = true;
    else if (wasHere.current) onOver();
  }, [isHere]);
  usePassing(isHere && row.status.checkedAt !== null, onOver);
  const { label } = row?.account ?? added;
  return <OutcomeLine outcome={{ good: true, sentence: t('options.add.done', { account: named(label) }) }} />;
}
