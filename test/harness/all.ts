import { clearRecord, expected, judge, recorded } from './asked-hosts';
import { BrowserMissing, ensureBrowsers } from './find-browsers';
import { BROKEN, type Count, check, summaryLine, vitest } from './suites';

const suites: readonly { readonly name: string; readonly run: () => Count | Promise<Count> }[] = [
  { name: 'browsers', run: prepareBrowsers },
  { name: 'types', run: () => check(['wxt', 'prepare'], ['tsc', '--noEmit']) },
  { name: 'lint', run: () => check(['biome', 'check', '--error-on-warnings', '.']) },
  { name: 'build for Chrome', run: () => check(['wxt', 'build', '-b', 'chrome']) },
  { name: 'build for Firefox', run: () => check(['wxt', 'build', '-b', 'firefox', '--mv3']) },
  { name: "Mozilla's lint", run: () => check(['web-ext', 'lint', '--source-dir', '.output/firefox-mv3']) },
  ...['rules', 'unit', 'components', 'contract', 'e2e'].map((project) => ({
    name: project,
    run: () => vitest(project),
  })),
  { name: 'hosts', run: compareHosts },
];

/** Every host that the end-to-end run contacted, against the list that was committed. */
function compareHosts(): Count {
  const { missing, surplus, ofBrowsers } = judge(recorded(), expected());
  console.log(`Of their own accord, the browsers asked for\n  ${ofBrowsers.join('\n  ')}`);
  for (const line of missing) console.error(`In test/fixtures/hosts.txt, and nobody asked for it: ${line}`);
  for (const line of surplus) console.error(`Not in test/fixtures/hosts.txt, and asked for: ${line}`);
  return missing.length + surplus.length === 0 ? { passed: 1, failed: 0 } : BROKEN;
}

function prepareBrowsers(): Count {
  try {
    const paths = ensureBrowsers(['chromium', 'firefox']);
    console.log(`Chromium: ${paths.chromium}\nFirefox: ${paths.firefox}`);
    return { passed: 1, failed: 0 };
  } catch (error) {
    if (!(error instanceof BrowserMissing)) throw error;
    console.error(error.message);
    return BROKEN;
  }
}

clearRecord();
const counts: Count[] = [];
const lines: string[] = [];
for (const { name, run } of suites) {
  console.log(`\n── ${name}`);
  const startedAt = Date.now();
  const count = await Promise.resolve()
    .then(run)
    .catch((error: unknown) => {
      console.error(error);
      return BROKEN;
    });
  counts.push(count);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  lines.push(`${name.padEnd(18)} ${summaryLine([count]).padEnd(24)} ${seconds.padStart(6)} s`);
}

console.log(`\n${lines.join('\n')}\n`);
console.log(summaryLine(counts));
process.exitCode = counts.some(({ failed }) => failed > 0) ? 1 : 0;
