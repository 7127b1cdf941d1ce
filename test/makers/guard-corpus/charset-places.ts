import { element } from '../part10.ts';
import type { Charset, Place } from './place.ts';

/** A study description in a character set that is not Unicode: what the guard reads must be what was meant. */
const described = (id: string, charset: Charset, rest: Pick<Place, 'letters'> & Partial<Place>): Place => ({
  id,
  carrier: 'text',
  path: '00081030',
  kinds: ['ct'],
  maxCharacters: 64,
  hasLines: false,
  charset,
  lay: (text) => ({ elements: [element('00081030', 'LO', text)], before: 0 }),
  ...rest,
});

const ideograms: Place = {
  ...described('ISO 2022 IR 87 text', '\\ISO 2022 IR 87', { letters: 'japanese', script: 'japanese' }),
  lay: (text) => ({ elements: [element('00081030', 'LO', `山田 ${text}`)], before: 3 }),
};

export const charsetPlaces: readonly Place[] = [
  described('ISO 8859-1 text', 'ISO_IR 100', { letters: 'latin1' }),
  described('ISO 8859-5 text', 'ISO_IR 144', { letters: 'cyrillic', script: 'cyrillic' }),
  ideograms,
  {
    ...described('UTF-8 text', 'ISO_IR 192', { letters: 'any' }),
    path: '00104000',
    lay: (text) => ({ elements: [element('00104000', 'LT', `体重 62 kg, ${text}`)], before: 10 }),
  },
];

/** Places in UIDs are for what systems make UIDs of. */
export const uidPlaces: readonly Place[] = ['0020000D', '00200052'].map((path) => ({
  id: 'uid',
  carrier: 'uid' as const,
  path,
  letters: 'ascii' as const,
  maxCharacters: 64,
  hasLines: false,
  isBare: true,
  onlyTypes: ['uid-echo'],
  lay: (text: string) => ({ elements: [element(path, 'UI', text)], before: 0 }),
}));
