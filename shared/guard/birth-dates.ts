/** Words that announce a birth date in the languages of the packs; the date follows within a few characters. */
export const birthLabel =
  '(?<![a-zà-ž0-9])(?:dob|d[./]o[./]b|bdate|date[ _]of[ _]birth|birth[ _]?date|birth[ _]?day|born|geb(?:oren)?|geburts(?:dat(?:um|\\.)?|tag)|gebdat|' +
  'n[ée](?:\\(e\\)|[ée])? le|(?:date[ _]de[ _])?naissance|date (?:de )?naiss\\.?|ddn|nat[oa](?: a [^0-9\\0]{2,18})? il|(?:data di )?nascita|' +
  'nacid[oa]|f(?:echa|\\.)? ?(?:de )?nac(?:imiento|\\.)?|geboorte(?:dat(?:um|\\.)|dag)|' +
  'd(?:ata|\\.) ?(?:de )?nasc(?:imento|\\.)?|nascimento|nascid[oa]|född?|födelseda(?:tum|g)|fødselsdato|f[öø]dd?t?|' +
  'ur\\.|urodz(?:on[ya]|\\.)|data ur(?:odzenia|\\.)|дата рождения|родил(?:ся|ась)|生年月日|出生日期)(?![a-zà-ž])';

/** Marks that announce a birth date only right before one: `*05.03.1967` in German; letters that stand for much else. */
export const birthMark =
  '(?:(?<![a-zà-ž0-9*])\\*|[(,;] ?\\* |(?<![a-zà-ž0-9])(?:bd|birth|d\\.?n\\.?|nac\\.?(?: el)?|nasc\\.?|f\\.n\\.|fn(?=:)|née?(?: en)?|nat[oa]|д\\.р\\.)[ :_]{1,3}|' +
  '(?<![a-zà-ž0-9]|(?<![a-z])a\\.[^\\n\\0]{0,60})b\\. ?)';

/** By month, as it is written in English, German, French, Spanish, Italian, Dutch, Portuguese, Swedish. */
const monthNames = [
  'jan(?:uar[yi]?|vier|v|eiro)?|jänner|ene(?:ro)?|gen(?:naio)?',
  'feb(?:ruar[yi]?|braio|rero)?|f[eé]vr?(?:ier|ereiro)?',
  'mar(?:ch|s|zo|ço)?|m[aä]rz|mrz|maart|mrt',
  'apr(?:ile?)?|a[vb]r(?:il)?',
  'may|ma[ij]|mei|mag(?:gio)?|mayo|maio',
  'jun[ei]?|juin|junio|giu(?:gno)?|junho',
  'jul[yi]?|juil(?:let)?|julio|lug(?:lio)?|julho',
  'aug(?:ust(?:i|us)?)?|ao[uû]t|ago(?:sto)?',
  'sept?(?:t?ember|t?embre|tiembre)?|set(?:tembre|embro)?',
  'o[ck]t(?:ober|obre|ubre)?|ott(?:obre)?|out(?:ubro)?',
  'nov(?:ember|i?embre|embro)?',
  'd[eé][cz](?:ember|embre|embro)?|dic(?:i?embre)?',
] as const;

const anyMonth = monthNames.join('|');
const ordinal = '(?:st|nd|rd|th|er|º|\\.)?';
const gap = '[-/., ]{0,2}(?:de |of )?';

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly monthName: string;
}

/** Renderings whose order of day and month does not matter, or is told by the year in front or the month's name. */
const spelledOut = ({ year, month, day, monthName }: Parts): string[] => [
  ...separated(year, month, day),
  ...separated(day, month, year),
  ...separated(month, day, year),
  `${day}${ordinal}${gap}(?:${monthName})${gap}${year}`,
  `(?:${monthName})[-. ]{0,2}${day}${ordinal}[-., ]{1,2}${year}`,
  `${year}${gap}(?:${monthName})${gap}${day}`,
  `${year} ?年 ?${month} ?月 ?${day} ?日`,
];

/** The separator is the same twice: `5/3 1967` is no date. */
function separated(...parts: readonly string[]): string[] {
  return ['-', '/', '\\.', ' '].map((separator) => parts.join(separator));
}

const standing = (alternatives: readonly string[]): string =>
  `(?<![0-9]|[0-9]\\.)(?:${alternatives.join('|')})(?![0-9]|\\.[0-9])`;

/** Any date in any rendering, for what follows a label. */
export const anyDate = standing([
  ...spelledOut({ year: '(?:18|19|20)[0-9]{2}', month: '[01]?[0-9]', day: '[0-3]?[0-9]', monthName: anyMonth }),
  '[0-9]{8}',
  '[0-3]?[0-9][-/.][0-3]?[0-9][-/.][0-9]{2}',
  `[0-3]?[0-9]${ordinal}${gap}(?:${anyMonth})${gap}[0-9]{2}`,
]);

/** One date (`YYYYMMDD`) in the renderings that can mean nothing else. */
export function renderingsOf(date: string): RegExp {
  const parts = partsOf(date);
  return new RegExp(standing([date, ...compactOf(date), ...spelledOut(parts)]), 'gi');
}

/** `13041952`, `04131952`: no other eight digits of somebody's record are these. */
const compactOf = (date: string): readonly string[] => {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)];
  return [`${day}${month}${year}`, `${month}${day}${year}`];
};

/** The same date as it is only recognised beside a word that announces a birth date: without century. */
export function shortRenderingsOf(date: string): RegExp {
  const { year, month, day, monthName } = partsOf(date);
  const yy = year.slice(2);
  const numeric = [`${day}[-/.]${month}[-/.]${yy}`, `${month}[-/.]${day}[-/.]${yy}`, `${yy}[-/.]${month}[-/.]${day}`];
  return new RegExp(standing([...numeric, `${day}${ordinal}${gap}(?:${monthName})${gap}${yy}`]), 'gi');
}

function partsOf(date: string): Parts {
  const month = Number(date.slice(4, 6));
  return {
    year: date.slice(0, 4),
    month: optionalZero(month),
    day: optionalZero(Number(date.slice(6, 8))),
    monthName: monthNames[month - 1] ?? '',
  };
}

const optionalZero = (number: number): string => (number < 10 ? `0?${number}` : String(number));

/** `YYYYMMDD` that a calendar has, of a year that somebody in an archive can be born in. */
export function isCalendarDate(date: string): boolean {
  if (!/^[0-9]{8}$/.test(date)) return false;
  return isDay(Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6)));
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1850 || year > 2100 || month < 1 || day < 1) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Some reading of what `anyDate` found is a day, and not the first of 1900, which stands for "unknown". */
export function isPlausibleBirthDate(text: string): boolean {
  return readingsOf(text).some(
    ([year, month, day]) => isDay(year, month, day) && !(year === 1900 && month + day === 2),
  );
}

type Reading = readonly [year: number, month: number, day: number];

function readingsOf(text: string): Reading[] {
  const numbers = text.match(/[0-9]+/g) ?? [];
  if (numbers.length === 1) return compactReadings(text);
  if (numbers.length === 2) return namedMonthReadings(text, numbers.map(Number));
  const [first = 0, second = 0, third = 0] = numbers.map(Number);
  if (numbers[0]?.length === 4) return [[first, second, third]];
  return yearsOf(third).flatMap((year): Reading[] => [
    [year, second, first],
    [year, first, second],
  ]);
}

function compactReadings(digits: string): Reading[] {
  const at = (start: number, end: number) => Number(digits.slice(start, end));
  return [
    [at(0, 4), at(4, 6), at(6, 8)],
    [at(4, 8), at(2, 4), at(0, 2)],
    [at(4, 8), at(0, 2), at(2, 4)],
  ];
}

function namedMonthReadings(text: string, [first = 0, second = 0]: readonly number[]): Reading[] {
  const month = 1 + monthNames.findIndex((names) => new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})`, 'iu').test(text));
  return first > 31 ? [[first, month, second]] : yearsOf(second).map((year) => [year, month, first]);
}

const yearsOf = (year: number): number[] => (year < 100 ? [1900 + year, 2000 + year] : [year]);
