// English, Swedish and Bulgarian together: a panel may mix them. Parts of regular expressions, letters in lower case.

/** Destroys or replaces a disk, whatever it is said of. */
const ALONE = [
  're-?install(?:ation|ing)?|rebuild|reimage|re-?deploy|factory reset|reset|restor(?:e|ation|ing)|roll ?back|revert',
  'resize|scale down|downsize|downgrade|wipe|erase|format|terminat(?:e|ion)|destroy',
  'installera om|ominstaller(?:a|ing)|bygg om|ombygg(?:nad)?|återställ(?:a|ning)?|rulla tillbaka|återgå',
  'ändra storlek|skala ner|nedgrader(?:a|ing)|formatera|förstör',
  'преинсталир(?:ай|ане|ането|ам)|преинсталация|възстанов(?:и|яване|яването|явам)|нулир(?:ай|ане)|презапиши',
  'върни назад|връщане назад|преоразмер(?:и|яване)|намал(?:и|яване)|форматир(?:ай|ане)|унищож(?:и|аване)',
  'прекрат(?:и|яване|яването)',
];

/** Dangerous when said of a server or of a backup. */
const REMOVE = [
  'delet(?:e|ion)|remov(?:e|al)|radera|ta bort|borttagning|изтри(?:й|ване|ването)|премахни|премахване',
];
/** Dangerous when said of a server: "Cancel" alone closes a dialog. */
const CANCEL = [
  'cancel(?:lation)?|avsluta|säg upp|uppsägning|avbeställ|откажи|отказ|отказване|анулир(?:ай|ане)',
];
/** Dangerous when said of backups. */
const DISABLE = [
  'disabl(?:e|ing)|turn off|switch off|deactivate|stop|stäng av|inaktivera|avaktivera|изключ(?:и|ване)|спри|спиране|деактивирай',
];

const SERVER = [
  'servers?|vps(?:es)?|vms?|virtual machine|instances?|machine|service|subscription|disks?|os|operating system|system|plan',
  'servern?|instans(?:en)?|maskin(?:en)?|tjänst(?:en)?|abonnemang(?:et)?|disk(?:en)?|operativsystem(?:et)?|systemet',
  'сървъри?|сървъра|сървърът|впс|машина(?:та)?|инстанция(?:та)?|услуга(?:та)?|абонамент(?:а|ът)?|диск(?:а|ът)?',
  'операционна(?:та)? система|ос|система(?:та)?|план(?:а|ът)?',
];
const BACKUP = [
  'back-?ups?|automatic backups?|backup schedule|snapshots?|image',
  'back-?uper|back-?upen|säkerhetskopi(?:a|an|or|orna|ering|eringen)|ögonblicksbild(?:en|er)?',
  'архив(?:а|ът|и|ите|иране|ирането)?|резервн(?:о|ото|и|ите) копи(?:е|я)|бекъп(?:а|ът|и|ите)?|снапшот(?:а|и)?|копие(?:то)?',
];
const FILLER = [
  'the|this|my|your|an?|now|from|to|of|and|yes|confirm|permanently|all|data|everything|automatic|request|\\d+',
  'en|et|den|det|här|denna|min|din|från|till|nu|ja|och|bekräfta|permanent|alla|allt|automatisk[at]?',
  'този|тази|това|моя|моята|от|на|към|сега|да|и|потвърди|всички|автоматичн(?:о|ото|и|ите)',
];

/** The order decides where words overlap. */
const KINDS = {
  alone: ALONE,
  remove: REMOVE,
  cancel: CANCEL,
  disable: DISABLE,
  backup: BACKUP,
  server: SERVER,
  filler: FILLER,
};
type Kind = keyof typeof KINDS;

const KNOWN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${Object.entries(KINDS)
    .map(([kind, words]) => `(?<${kind}>${words.join('|')})`)
    .join('|')})(?![\\p{L}\\p{N}-])`,
  'gu',
);
const LONGEST = 60;

/**
 * Whether the whole text of a control says that it destroys or replaces a disk or its backups. Every word must be one
 * of ours or one of `names` (the server's own): "Reset filter" and "Cancel" are not meant.
 */
export function isDangerous(label: string, names: readonly string[]): boolean {
  if (label.length > LONGEST) return false;
  let text = label.toLowerCase().replace(/\s+/g, ' ');
  for (const name of names) text = text.replace(name, ' server ');
  const said = new Set<Kind>();
  const rest = text.replace(KNOWN, (...match) => {
    const groups = match.at(-1) as Record<Kind, string | undefined>;
    for (const kind of Object.keys(KINDS) as Kind[]) if (groups[kind] !== undefined) said.add(kind);
    return ' ';
  });
  if (/[\p{L}\p{N}]/u.test(rest)) return false;
  return (
    said.has('alone') ||
    (said.has('remove') && (said.has('server') || said.has('backup'))) ||
    (said.has('cancel') && said.has('server')) ||
    (said.has('disable') && said.has('backup'))
  );
}
