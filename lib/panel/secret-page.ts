const SECRET =
  /password|one-time-code|otp(?!i)|[2m]fa\b|two[-_]?factor|(?:auth|verif\w*|security|login)[-_]?code/i;
const NUMERIC_SECRET = /code|token|\bpin\b/i;

/** Whether the page asks for a password or a one-time code: there nothing is asked for and nothing is drawn. */
export function isSecretPage(page: Document): boolean {
  return [...page.getElementsByTagName('input')].some((field) => {
    const { type, name, id, autocomplete, inputMode } = field;
    const words = `${type} ${autocomplete} ${name} ${id}`;
    return SECRET.test(words) || (inputMode === 'numeric' && NUMERIC_SECRET.test(words));
  });
}
