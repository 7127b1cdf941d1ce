import { twoDigits } from './check-digits.ts';
import type { Language } from './language.ts';
import type { CalendarDay } from './person.ts';

const monthNames: Partial<Readonly<Record<Language, readonly string[]>>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' '),
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
};

/** All the ways in which a day is written where this language is spoken; ISO 8601 is spoken everywhere. */
export function renderings(day: CalendarDay, language: Language): readonly string[] {
  const { year, month, day: date } = day;
  const [mm, dd] = [twoDigits(month), twoDigits(date)];
  const everywhere = [`${year}-${mm}-${dd}`, `${year}${mm}${dd}`];
  const name = monthNames[language]?.[month - 1] ?? '';
  if (language === 'en') return [...everywhere, ...englishRenderings(day, name)];
  const numeric = {
    de: [`${dd}.${mm}.${year}`, `${date}.${month}.${year}`],
    nl: [`${dd}-${mm}-${year}`, `${date}-${month}-${year}`],
  };
  const slashed = [`${dd}/${mm}/${year}`, `${dd}/${mm}/${year}`];
  const own =
    language === 'de' || language === 'nl'
      ? numeric[language]
      : language === 'it'
        ? [...slashed, `${dd}.${mm}.${year}`]
        : slashed;
  return [...everywhere.slice(0, 1), ...own, ...inWords(day, language, name)];
}

function englishRenderings({ year, month, day }: CalendarDay, name: string): readonly string[] {
  const [mm, dd, short] = [twoDigits(month), twoDigits(day), name.slice(0, 3)];
  return [
    `${mm}/${dd}/${year}`,
    `${month}/${day}/${year}`,
    `${mm}-${dd}-${year}`,
    `${dd}/${mm}/${year}`,
    `${year}/${mm}/${dd}`,
    `${dd}-${short.toUpperCase()}-${year}`,
    `${dd}-${short}-${year}`,
    `${day} ${name} ${year}`,
    `${day} ${short} ${year}`,
    `${name} ${day}, ${year}`,
    `${short} ${day}, ${year}`,
  ];
}

function inWords({ year, day }: CalendarDay, language: Language, name: string): readonly string[] {
  if (name === '') return [];
  if (language === 'de') return [`${day}. ${name} ${year}`];
  if (language === 'es') return [`${day} de ${name} de ${year}`];
  return [`${day} ${name} ${year}`];
}
