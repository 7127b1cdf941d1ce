/** `no.`, `Nr`, `nº`, `n.`, `n.º`, `número`, `#`. */
const numero = '(?:n[°ºo]?\\.?[°ºo]?|nr|n[uú]m(?:ber|[eé]ro|m?er)?|nummer|№|#)';
const id = '(?:id|ident(?:ifi(?:er|cation|ant|cador|cativo|catie))?|identyfikator|kennung|kennzeichen)';

/** Words that name a record without another word for "number" beside them. */
const alone = [
  'm\\.?r\\.?n\\.?',
  'med(?:ical|\\.)? ?rec(?:ord|\\.)?s?',
  '[eu]?mrn|urn|empi|pid',
  'ur ?n(?:o|r|umber)\\.?',
  'n\\.?i\\.?p\\.?',
  'i\\.?p\\.?p\\.?',
  'nda',
  'uhid',
  'zh[- ]?nr\\.?',
  '(?:nr )?ewid(?:\\.|encyjny)?',
  'codice sanitario',
  '(?:n\\. ?)?nosografico',
  'h\\.c\\.|hc(?=[:.])',
  '(?:n\\. ?)?nosologico',
  'n\\.?h\\.?c\\.?',
  'hist(?:oria|\\.)? ?cl[ií]n(?:ica|\\.)?',
  'cartella clinica',
  'prontu[aá]rio(?: m[eé]dico)?',
  '(?:code|codice|c[oó]digo|kod|cod\\.) (?:de |del |du |do )?(?:patient|paziente|paciente|utente|pacjenta)',
];

/** Words that are said of much else without a number. */
const records = [
  'patient(?:en|ens)?',
  'pati[eë]nt(?:en)?',
  'pa[cz]iente|pa[cz]\\.',
  'pacjenta?',
  'utente',
  'pt\\.?',
  'pat\\.?',
  'mr',
  'med(?:ical|\\.)? ?rec(?:ord|\\.)?s?',
  'rec(?:ords?|\\.)?',
  'hosp(?:ital|\\.)?',
  'unit',
  'chart',
  'case',
  'dossier(?: (?:patient|m[eé]dical))?',
  's[eé]jour',
  'karty(?: pacjenta)?',
  'fall',
  '(?:kranken|patienten)?akten?',
  'kranken(?:blatt|geschichts?)',
  'aufnahme',
  'kis',
  'acc(?:oun)?t',
  "(?:l['’])?hospitalisation",
  'kartei',
  'ziekenhuis',
  'opname',
  'historia(?: cl[ií]nica)?',
  'expediente',
  'h\\.?c\\.?',
  'episodio',
  'cartella(?: clinica)?',
  'ricovero',
  'processo(?: cl[ií]nico)?',
  'prontu[aá]rio',
  'epis[oó]dio',
  'historii choroby',
  'kartoteki',
  'ks(?:i[eę]gi|\\.)? ?g[lł](?:[oó]wnej|\\.)',
  'journal',
];

const ofThe = "(?:(?:of|del?|della|d[iou]|da|van|der|des)(?: the| de| la)? |d['’])?";
const record = `(?:${records.join('|')})`;

const label = [
  ...alone,
  `${record}(?:['’]s)?[ _.-]{0,2}(?:${numero}|${id})`,
  `(?:${numero}|${id})[ _.-]{0,2}${ofThe}${record}`,
].join('|');

const marks = '[\\s:#=.°º()\\[\\]"\'’_–-]';

/** Source of a pattern: words for the number of a record in nine languages, and what may stand between them and it. */
export const recordLabel = `(?<![a-zà-ž0-9])(?:${label})${marks}{0,6}(?:(?:is|was|est|ist|${numero}|${id})${marks}{1,5})?`;
