/** With `?late=1` the password field comes after the rest, as in a form of two steps. */

const LATE_MS = 500;
const field = document.getElementById('password');
if (new URLSearchParams(location.search).has('late')) {
  field.remove();
  setTimeout(() => document.getElementById('login').prepend(field), LATE_MS);
}
