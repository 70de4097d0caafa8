/** No message of ours is deeper: an envelope, its payload, a change of settings, a record in it. */
const MOST_LEVELS = 8;

/**
 * Whether a value is made of plain objects, lists, texts, numbers, booleans and nothing. The structured clone carries more
 * (maps, dates, buffers, loops), and a reader of fields takes a map for an object without any.
 */
export function isPlainData(value: unknown, levelsLeft = MOST_LEVELS): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return ['string', 'number', 'boolean'].includes(typeof value);
  if (levelsLeft === 0) return false;
  // By its tag: an object that was cloned from another realm has another prototype.
  const tag = Object.prototype.toString.call(value);
  if (tag !== '[object Object]' && tag !== '[object Array]') return false;
  return Object.values(value).every((inner) => isPlainData(inner, levelsLeft - 1));
}
