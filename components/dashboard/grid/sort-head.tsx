import { ArrowDown, ArrowUp } from 'lucide';
import type { Order } from '../../../lib/fleet/dashboard/address';
import { Icon } from '../../icon';
import { ColumnHead } from './cell';

type Props<By extends string> = {
  readonly by: By;
  readonly label: string;
  readonly order: Order<By>;
  readonly onOrder: (order: Order<By>) => void;
};

/** The columns whose usual order begins with the most: the oldest, the fullest, the largest, the latest. */
const mostFirst: ReadonlySet<string> = new Set(['age', 'quota', 'size', 'date', 'gone']);

/** The head of a column that sorts the rows, and turns them round when it is pressed again. */
export function SortHead<By extends string>({ by, label, order, onOrder }: Props<By>) {
  const isBy = order.by === by;
  const reversed = isBy && order.reversed;
  const isFalling = reversed !== mostFirst.has(by);
  return (
    <ColumnHead name={by} sorted={isBy ? (isFalling ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="sort-button" onClick={() => onOrder({ by, reversed: isBy && !reversed })}>
        {label}
        {isBy && <Icon node={isFalling ? ArrowDown : ArrowUp} size={12} />}
      </button>
    </ColumnHead>
  );
}
