/** Stands for the name in the sentence; no name holds it. */
const NAME = '\u0000';

type Props = {
  readonly name: string;
  /** The whole sentence, given what stands in it for the name. */
  readonly sentence: (name: string) => string;
};

/** A sentence around a name that alone is shortened to the room there is: what is said of it stays readable. */
export function WithName({ name, sentence }: Props) {
  const [before, ...after] = sentence(NAME).split(NAME);
  return (
    <>
      {before}
      {after.length > 0 && <bdi class="clipped-name">{name}</bdi>}
      {after.join(name)}
    </>
  );
}
