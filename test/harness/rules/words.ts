import type { Rule } from './project';

/** Built from parts, so that this file does not break its own rule. */
const MACHINE_PATH = new RegExp(
  `(?<![\\w.~*-])(?:/(?:${['work', 'tmp', 'home', 'root', 'Users', 'mnt'].join('|')})/[\\w.-]+|[A-Z]:\\\\\\\\?Users\\\\)`,
);
const ELSEWHERE = /\b(?:issues?|session) #?\d+\b/i;
/** Lock files and fixtures hold the words of others. */
const OTHERS = /^(package-lock\.json|test\/fixtures\/)/;

export const ownWords: Rule = {
  name: 'the repository speaks of the project alone: no path of a machine, no number of a tracker',
  check: (project) =>
    [...project].flatMap(([path, text]) =>
      OTHERS.test(path)
        ? []
        : [MACHINE_PATH, ELSEWHERE].flatMap((pattern) => {
            const found = pattern.exec(text);
            return found ? [`${path}: says “${found[0]}”`] : [];
          }),
    ),
  fine: {
    'README.md': 'Run `npm start`; see https://example.com/home/page and ./work/x and lib/tmp/y.',
    'package-lock.json': `/${'tmp'}/x`,
  },
  broken: [
    { 'README.md': `Look into /${'tmp'}/brief.md` },
    { 'lib/a.ts': `const a = '/${'home'}/me/x';` },
    { 'docs/a.md': `as iss${'ue'} 12 says` },
  ],
};
