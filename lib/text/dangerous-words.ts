/**
 * What controls that destroy or replace a disk or its backups are called, in English, Swedish and Bulgarian together: a
 * panel may mix them. Lower case; `*` stands for any ending. `alone` is dangerous whatever it is said of; `remove`,
 * `cancel` and `disable` with some objects only; `filler` changes nothing.
 */
const WORDS = {
  alone:
    're-?install*|rebuild|reimage|(?:factory )?reset|restor*|roll ?back|revert|resize|scale down|downsize|downgrade|wipe|erase|format|terminat*|destroy|' +
    'installera om|ominstall*|bygg om|återställ*|rulla tillbaka|återgå till ögonblicksbild*|ändra (?:disk)?storlek*|skala ner|nedgrad*|formatera|' +
    'преинстал*|възстанов*|нулира*|върни назад|връщане назад|(?:върни|връщане) към моментн* снимк*|изграждане наново|изгради наново|преоразмер*|формат*|унищож*|прекрат*',
  remove: 'delet*|remov*|radera|ta bort|изтри*|премах*',
  cancel: 'cancel*|avsluta|säg upp|avbeställ|откажи|отказ*|анулир*|намал*',
  disable:
    'disabl*|turn off|switch off|deactivate|stop|stäng av|inaktivera|avaktivera|изключ*|спри|спиране|деактив*',
  backup: 'back-?up*|snapshots?|säkerhetskopi*|ögonblicksbild*|архив*|резервн* копи*|бекъп*|снапшот*',
  server:
    'servers?|servern|vps*|vms?|machine|instan*|service|subscription|disk*|os|operating system|system*|plan|image|' +
    'avbild*|maskin*|tjänst*|abonnemang*|operativsystem*|сървър*|машина*|услуга*|абонамент*|диск*|операционна* система*|план*',
  filler:
    'the|this|my|your|an?|now|from|to|of|and|yes|confirm|permanently|all|data|automatic|request|schedule|virtual|' +
    'en|et|den|det|här|min|din|från|till|nu|ja|och|bekräfta|alla|automatisk*|' +
    'този|тази|това|моя|от|на|към|сега|да|и|потвърди|всички|автоматичн*|\\d+',
};

/**
 * A regular expression (flags `gu`) that finds each of these words, in a group that is called after its kind. The
 * background hands it to the content script, which has no room for the words of every language.
 */
export const dangerousWords = `(?<![\\p{L}\\d])(?:${Object.entries(WORDS)
  // The order of the kinds decides where two of them fit.
  .map(([kind, words]) => `(?<${kind}>${words.replaceAll('*', '\\p{L}*')})`)
  .join('|')})(?![\\p{L}\\d-])`;
