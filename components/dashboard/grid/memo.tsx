import { Component, type ComponentType } from 'preact';

/** Draws anew only when one of its properties is another one: a row that merely scrolls by stays as it is. */
export function memo<Props extends object>(Drawn: ComponentType<Props>): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      const keys = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof Props>;
      return [...keys].some((key) => this.props[key] !== next[key]);
    }

    override render(props: Props) {
      return <Drawn {...props} />;
    }
  };
}
