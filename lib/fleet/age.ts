/** How a server stands by its restore age alone, in milliseconds: the one rule that popup and panel share. */
export function coverageAtAge(
  ageMs: number,
  goalMs: number,
  graceMs: number,
): 'covered' | 'overdue' | 'exposed' {
  if (ageMs <= goalMs + graceMs) return 'covered';
  return ageMs <= 2 * goalMs ? 'overdue' : 'exposed';
}
