import type { IconNode } from 'lucide';
import type { Ref } from 'preact';
import { Icon } from './icon';

type Props = {
  readonly icon: IconNode;
  /** Its accessible name; its tooltip too, unless a title says more. */
  readonly label: string;
  readonly title?: string;
  readonly class?: string;
  /** Says that it cannot be pressed now, while it stays reachable and readable. */
  readonly busy?: boolean;
  readonly expanded?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement> | null;
  readonly tabIndex?: number | undefined;
  readonly onClick: () => void;
};

export function IconButton(props: Props) {
  return (
    <button
      ref={props.buttonRef ?? null}
      type="button"
      tabIndex={props.tabIndex}
      class={`icon-button ${props.class ?? ''}`}
      aria-label={props.label}
      aria-disabled={props.busy === true ? true : undefined}
      aria-expanded={props.expanded}
      title={props.title ?? props.label}
      onClick={() => {
        if (props.busy !== true) props.onClick();
      }}
    >
      <Icon node={props.icon} />
    </button>
  );
}
