import type { ComponentChildren } from 'preact';

type Props = {
  readonly name: string;
  readonly onShow: () => void;
  readonly children: ComponentChildren;
};

/** A line above the tabs: a name that leads to more, and what is said of it. */
export function PlaceLine({ name, onShow, children }: Props) {
  return (
    <li>
      <button type="button" class="link" title={name} onClick={onShow}>
        <bdi class="clipped-name">{name}</bdi>
      </button>
      {children}
    </li>
  );
}
