import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startPanel } from '../lib/panel/start';

export default defineUnlistedScript(() => {
  startPanel();
});
