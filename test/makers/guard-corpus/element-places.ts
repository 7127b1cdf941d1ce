import { element, sequence } from '../part10.ts';
import type { Place } from './place.ts';
import { reportText } from './report-sentences.ts';

type Shape = Pick<Place, 'maxCharacters' | 'hasLines'>;

/** What a value of this VR may be; (LO 64, ST 1024, LT 10240, UT as long as it likes). */
const shapes: Readonly<Record<'LO' | 'ST' | 'LT' | 'UT', Shape>> = {
  LO: { maxCharacters: 64, hasLines: false },
  ST: { maxCharacters: 1_024, hasLines: true },
  LT: { maxCharacters: 10_240, hasLines: true },
  UT: { maxCharacters: 100_000, hasLines: true },
};

const attribute = (id: string, path: string, vr: keyof typeof shapes): Place => ({
  id,
  carrier: 'text',
  path,
  letters: 'any',
  isStandard: true,
  ...shapes[vr],
  lay: (text) => ({ elements: [element(path, vr, text)], before: 0 }),
});

/** In the only item of a sequence, beside what else stands there. */
const nested = (id: string, [outer, inner]: readonly [string, string], vr: keyof typeof shapes): Place => ({
  id,
  carrier: 'text',
  path: `${outer}.0.${inner}`,
  letters: 'any',
  isStandard: true,
  ...shapes[vr],
  lay: (text, random) => ({
    elements: [sequence(outer, [[element(inner, vr, text)]], { undefinedLength: random.chance(0.5) })],
    before: 0,
  }),
});

const codeMeaning: Place = {
  ...nested('code meaning', ['00081032', '00080104'], 'LO'),
  lay: (text) => ({
    elements: [
      sequence('00081032', [
        [element('00080100', 'SH', 'CTABD'), element('00080102', 'SH', '99LOCAL'), element('00080104', 'LO', text)],
      ]),
    ],
    before: 0,
  }),
};

/** PS3.3 C.12.1.1.9: a correction keeps what it corrected. */
const originalAttributes: Place = {
  ...attribute('original attributes', '04000561.0.04000550.0.00104000', 'LT'),
  lay: (text) => ({
    elements: [
      sequence('04000561', [
        [
          sequence('04000550', [[element('00104000', 'LT', text)]]),
          element('04000562', 'DT', '20240312101500'),
          element('04000563', 'LO', 'SYNTHETIC QA'),
          element('04000564', 'LO', ''),
          element('04000565', 'CS', 'CORRECT'),
        ],
      ]),
    ],
    before: 0,
  }),
};

const wholeReport: Place = {
  id: 'long text (UT)',
  carrier: 'text',
  path: '00111010',
  letters: 'any',
  ...shapes.UT,
  lay: (text, random) => {
    const head = `${reportText(random, random.whole(500, 8_000))}\n`;
    const value = `${head}${text}\n${reportText(random, 500)}`;
    return {
      elements: [element('00110010', 'LO', 'SYNTHETIC RIS 1.0'), element('00111010', 'UT', value)],
      before: head.length,
    };
  },
};

const creators = ['SYNTHETIC MED PS', 'ACME_CT_01', 'SYN:PRIVATE HEADER', 'Vendor RIS interface'];

const privateText: Place = {
  id: 'private LO',
  carrier: 'text',
  path: '00091001',
  letters: 'any',
  ...shapes.LO,
  lay: (text, random) => ({
    elements: [element('00090010', 'LO', random.pick(creators)), element('00091001', 'LO', text)],
    before: 0,
  }),
};

const privateSequence: Place = {
  id: 'private sequence',
  carrier: 'text',
  path: '00191010.0.00104000',
  letters: 'any',
  ...shapes.LT,
  lay: (text, random) => ({
    elements: [
      element('00190010', 'LO', random.pick(creators)),
      sequence('00191010', [[element('00080060', 'CS', 'CT'), element('00104000', 'LT', text)]]),
    ],
    before: 0,
  }),
};

/** An attribute that holds what it is for, which no policy wants from a modality. */
const ownPlace = (id: string, path: string, vr: 'LO' | 'SH', onlyTypes: readonly string[]): Place => ({
  id,
  carrier: 'text',
  path,
  letters: 'any',
  isStandard: true,
  isBare: true,
  onlyTypes,
  ...shapes.LO,
  lay: (text) => ({ elements: [element(path, vr, text)], before: 0 }),
});

export const elementPlaces: readonly Place[] = [
  attribute('study description', '00081030', 'LO'),
  attribute('series description', '0008103E', 'LO'),
  attribute('protocol name', '00181030', 'LO'),
  attribute('requested procedure', '00321060', 'LO'),
  attribute('reason for study', '00321030', 'LO'),
  attribute('patient comments', '00104000', 'LT'),
  attribute('patient history', '001021B0', 'LT'),
  attribute('image comments', '00204000', 'LT'),
  attribute('derivation description', '00082111', 'ST'),
  attribute('request comments', '00402400', 'LT'),
  attribute('overlay label', '60001500', 'LO'),
  { ...nested('request attributes', ['00400275', '00400007'], 'LO'), notForTypes: ['visit-id-echo'] },
  codeMeaning,
  originalAttributes,
  wholeReport,
  privateText,
  privateSequence,
  ownPlace("patient's address", '00101040', 'LO', ['street-address']),
  ownPlace("patient's telephone", '00102154', 'SH', ['phone-number']),
  { ...ownPlace('other patient IDs', '00101000', 'LO', ['us-ssn']), accepts: /^\d{3}-\d\d-/ },
];
