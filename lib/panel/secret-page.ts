const PASSWORD = 'input[type="password" i],input[autocomplete*="password" i]';
const CODE = 'input[autocomplete*="one-time-code" i]';
/** Fields that may be for a code: whether one is, its name says. */
const MAYBE_CODE = 'input:is([name],[id])';
const CODE_NAME = /otp|2fa|mfa|two[-_]?factor|one[-_]?time|(?:auth|verif\w*|security|login)[-_]?code/i;
const NUMERIC_CODE_NAME = /(?:^|[-_])(?:code|token|pin)\d*$/i;

/** Whether the page asks for a password or a one-time code: there nothing is asked for and nothing is drawn. */
export function isSecretPage(page: ParentNode): boolean {
  if (page.querySelector(`${PASSWORD},${CODE}`)) return true;
  for (const field of page.querySelectorAll(MAYBE_CODE)) {
    const isNumeric = field.getAttribute('inputmode') === 'numeric';
    for (const name of [field.getAttribute('name') ?? '', field.id]) {
      if (CODE_NAME.test(name) || (isNumeric && NUMERIC_CODE_NAME.test(name))) return true;
    }
  }
  return false;
}
