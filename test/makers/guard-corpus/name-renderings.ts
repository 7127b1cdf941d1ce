import { foldedToAscii, transcribed } from './folded-to-ascii.ts';
import type { Person } from './person.ts';

/** Words that texts are full of: alone they name nobody. */
const everyday = new Set(
  'young rose long brown white black gray hand hart stone may day small short sharp price best field marsh walker little church west head foot bone iron green cross wall'.split(
    ' ',
  ),
);

/** How one name comes back in a text. Alone, a family name tells only where it is long enough and no everyday word. */
export function nameRenderings(person: Person): readonly string[] {
  if (person.script === 'japanese') return japaneseRenderings(person);
  const full = fullRenderings(person);
  return isTelling(person.family) ? [...full, ...full, ...aloneRenderings(person)] : full;
}

const isTelling = (family: string): boolean => family.length >= 5 && !everyday.has(family.toLowerCase());

function fullRenderings({ family, given, middle, script }: Person): readonly string[] {
  const initial = middle === '' ? '' : ` ${middle[0]}.`;
  const plain = [
    `${given} ${family}`,
    `${family}, ${given}`,
    `${family}^${given}`,
    `${family} ${given}`,
    `${given}${initial} ${family}`,
    `${family}, ${given}${initial}`,
    `${family},${given}`,
  ];
  const folded = plain.map(foldedToAscii);
  const cases = [
    ...plain,
    ...plain.map((text) => text.toUpperCase()),
    ...folded,
    ...folded.map((text) => text.toLowerCase()),
  ];
  return script === 'cyrillic' ? cases : [...cases, ...plain.map(transcribed), ...gluedRenderings(family, given)];
}

function gluedRenderings(family: string, given: string): readonly string[] {
  const [last, first] = [family, given].map((name) => transcribed(name).replace(/[^A-Za-z]/g, ''));
  return [`${first}${last}`, `${last}_${first}`, `${last}${first}`.toUpperCase(), `${first}.${last}`.toLowerCase()];
}

/** With a title, with an initial, in the genitive, or just so. */
function aloneRenderings({ family, given, sex, script }: Person): readonly string[] {
  if (script === 'cyrillic') return [family, family.toUpperCase()];
  const title = sex === 'M' ? 'Mr.' : 'Mrs.';
  return [
    family,
    `${given[0]}. ${family}`,
    `${title} ${family}`,
    `${family} ${given[0]}`,
    family.toUpperCase(),
    `${given[0]}.${family}`,
    `${foldedToAscii(family)}, ${given[0]}`,
    `${family}'s`,
  ];
}

function japaneseRenderings({ family, given, ideographic = '' }: Person): readonly string[] {
  return [ideographic.replace('^', ''), ideographic.replace('^', ' '), `${family} ${given}`];
}
