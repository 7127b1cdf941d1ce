const spelledOut: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', æ: 'ae', Æ: 'AE' };

/** As a keyboard without accents has it. */
export const foldedToAscii = (text: string): string =>
  text
    .replace(/[ßłŁøØæÆ]/g, (letter) => spelledOut[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

const umlauts: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  å: 'aa',
  Å: 'Aa',
};

/** As German and Scandinavian passports have it: `Mueller`. */
export const transcribed = (text: string): string =>
  foldedToAscii(text.replace(/[äöüÄÖÜåÅ]/g, (letter) => umlauts[letter] ?? letter));
