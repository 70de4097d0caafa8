import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserKind, ensureBrowsers } from '../find-browsers';
import { check } from '../suites';
import { docs, shrink } from './docs';
import { type Language, languages } from './language';
import { plays } from './plays';
import { nameOf } from './scene';
import { contactSheet, fileOf, type Picture } from './sheet';
import { toldWords } from './told-words';
import { type Scheme, schemes, walk } from './walk';

const FOLDER = 'out/tour';
const SCHEMES = ['light', 'dark'] as const;

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    /** A pattern of `<page>-<state>`. */
    only: { type: 'string', default: '' },
    language: { type: 'string' },
    scheme: { type: 'string' },
    /** The build in `.output` is taken as it is. */
    built: { type: 'boolean', default: false },
    /** The pictures of the README alone, into `docs/images`. */
    docs: { type: 'boolean', default: false },
  },
});

/** Takes a picture of every page in every state, language and scheme, and lays them out on one sheet. */
async function tour(): Promise<readonly string[]> {
  const kind = oneOf('browser', ['chromium', 'firefox'] as const, values.browser);
  if (kind === 'firefox' && values.scheme?.startsWith('contrast'))
    throw new Error('Firefox knows more contrast as forced colours only: --scheme forced shows those.');
  ensureBrowsers([kind]);
  if (!values.built) await build(kind);
  if (values.docs) return pictureDocs(kind);
  const pictures: Picture[] = [];
  const faults: string[] = [];
  const wishes = {
    kind,
    languages: values.language === undefined ? languages : [oneOf('language', languages, values.language)],
    schemes: values.scheme === undefined ? SCHEMES : [oneOf<Scheme>('scheme', schemes, values.scheme)],
    only: new RegExp(values.only),
  };
  for (const play of plays) {
    const startedAt = Date.now();
    const before = pictures.length;
    const found = await walk(play, wishes, async ({ scene, page, language, scheme }) => {
      const picture = { browser: kind, language, scheme, scene: nameOf(scene) };
      const file = `${FOLDER}/${fileOf(picture)}`;
      mkdirSync(dirname(file), { recursive: true });
      await page.screenshot({ path: file as `${string}.png` });
      pictures.push(picture);
    });
    faults.push(...found);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    console.log(`${play.name}: ${pictures.length - before} pictures in ${seconds} s`);
  }
  for (const language of wishes.languages) writeTold(kind, language);
  if (pictures.length === 0) throw new Error(`No scene is called “${values.only}”.`);
  writeFileSync(`${FOLDER}/index.html`, contactSheet(pictures));
  console.log(`${pictures.length} pictures; all of them on ${FOLDER}/index.html`);
  return faults;
}

/** Beside the pictures: what is told where none can be taken. */
function writeTold(kind: BrowserKind, language: Language): void {
  const folder = `${FOLDER}/${kind}/${language}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/notifications.txt`, toldWords(language));
}

async function pictureDocs(kind: BrowserKind): Promise<readonly string[]> {
  const only = new RegExp(`^(${docs.map(({ scene }) => scene).join('|')})$`);
  const wishes = { kind, languages: ['en'], schemes: SCHEMES, only, deviceScaleFactor: 2 } as const;
  const faults: string[] = [];
  for (const play of plays) {
    const found = await walk(play, wishes, async ({ scene, page, scheme }) => {
      for (const picture of docs) {
        if (picture.scene !== nameOf(scene) || picture.scheme !== scheme) continue;
        const file = `docs/images/${picture.file}.png`;
        await page.screenshot({ path: file as `${string}.png` });
        shrink(file);
        console.log(file);
      }
    });
    faults.push(...found);
  }
  return faults;
}

async function build(kind: BrowserKind): Promise<void> {
  const target = kind === 'firefox' ? (['firefox', '--mv3'] as const) : (['chrome'] as const);
  const built = await check(['wxt', 'build', '-b', ...target]);
  if (built.failed > 0) throw new Error('The extension could not be built; the lines above say why.');
}

function oneOf<Word extends string>(option: string, words: readonly Word[], given: string): Word {
  const word = words.find((candidate) => candidate === given);
  if (word === undefined) throw new Error(`--${option} takes ${words.join(', ')}, not “${given}”.`);
  return word;
}

try {
  const faults = await tour();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
