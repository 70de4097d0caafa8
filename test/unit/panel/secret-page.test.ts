// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { isSecretPage } from '../../../lib/panel/secret-page';

function page(markup: string): Document {
  document.body.innerHTML = markup;
  return document;
}

describe('pages with a secret', () => {
  test.each([
    '<input type="password">',
    '<form hidden><input TYPE=PASSWORD></form>',
    '<input type="text" autocomplete="current-password">',
    '<input autocomplete="section-a one-time-code">',
    '<input name="otp">',
    '<input id="loginOtp" type="tel">',
    '<input name="totp_code">',
    '<input name="2fa">',
    '<input name="user[two_factor]">',
    '<input name="verification-code">',
    '<input inputmode="numeric" name="code">',
    '<input inputmode="numeric" id="pin">',
    '<input type="text" name="root_password">',
  ])('%s', (markup) => {
    expect(isSecretPage(page(`<main>${markup}</main>`))).toBe(true);
  });

  test.each([
    '',
    '<input type="search" name="q">',
    '<input type="text" name="hostname" autocomplete="off">',
    '<input inputmode="numeric" name="port">',
    '<input name="discount-code">',
    '<input name="options">',
    '<input name="hotpink">',
    '<p>Your password and your one-time-code</p>',
  ])('not %s', (markup) => {
    expect(isSecretPage(page(`<main>${markup}</main>`))).toBe(false);
  });
});
