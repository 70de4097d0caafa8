import { useEffect, useState } from 'preact/hooks';

/** How a value is written into a field and read out of it. `problemOf` says what is wrong, null where nothing is. */
export type Reading<Draft, Value> = {
  readonly draftOf: (value: Value) => Draft;
  readonly parse: (draft: Draft) => Value | null;
  readonly problemOf: (value: Value | null) => string | null;
};

/**
 * What a person types until it can be taken over: `type` follows the keys, `settle` takes over or says what is wrong.
 * `onChange` hears only values that are right and new.
 */
export function useDraft<Draft, Value extends string | number>(
  value: Value,
  { draftOf, parse, problemOf }: Reading<Draft, Value>,
  onChange: (value: Value) => void,
) {
  const [draft, setDraft] = useState(() => draftOf(value));
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    // What was typed stays as it was typed ("48 hours", not "2 days") while it says the same.
    if (parse(draft) !== value) setDraft(draftOf(value));
    setProblem(null);
  }, [value]);
  return {
    draft,
    problem,
    type(typed: Draft) {
      setDraft(typed);
      setProblem(null);
    },
    settle(settled: Draft) {
      const read = parse(settled);
      const found = problemOf(read);
      setDraft(settled);
      setProblem(found);
      if (read !== null && found === null && read !== value) onChange(read);
    },
  };
}
