import { makePdf } from '../make-pdf.ts';
import { type ElementSpec, element, sequence } from '../part10.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';
import { reportSentence } from './report-sentences.ts';

const padded = (bytes: Buffer): Buffer => (bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]));
const note = { maxCharacters: 4_000, hasLines: true } as const;

const lines = (random: Random): string[] => Array.from({ length: random.whole(4, 12) }, () => reportSentence(random));

const charactersPerLine = 85;

/** As a report writer breaks lines, also in the middle of an address; nothing runs off the page. */
const wrapped = (line: string): string[] =>
  line.match(new RegExp(`\\S.{0,${charactersPerLine - 1}}(?=\\s|$)`, 'g'))?.map((part) => part.trim()) ?? [];

function pdfOf(random: Random, text: string): Buffer {
  const split = text.split(/\r?\n/).flatMap(wrapped);
  const isTitle = split.length === 1 && text.length < 100 && random.chance(0.2);
  const around = () => lines(random).flatMap(wrapped);
  const pages = [[...around(), ...(isTitle ? [] : split), ...around()]];
  return makePdf({ pages, isCompressed: random.chance(0.6), title: isTitle ? text : 'CT report' });
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function cdaOf(random: Random, text: string): Buffer {
  const paragraphs = lines(random).map((line) => `<paragraph>${escaped(line)}</paragraph>`);
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Radiology report</title><component><structuredBody><component><section><text>${paragraphs.join('\n')}<paragraph>${escaped(text)}</paragraph></text></section></component></structuredBody></component></ClinicalDocument>`,
  );
}

const document = (mimeType: string, bytes: Buffer): ElementSpec[] => [
  element('00420010', 'ST', 'Radiology report'),
  element('00420011', 'OB', padded(bytes)),
  element('00420012', 'LO', mimeType),
];

const pdf: Place = {
  id: 'encapsulated PDF',
  carrier: 'document',
  path: '00420011',
  accepts: /^(?!.*\S{80})/s,
  kinds: ['pdf'],
  letters: 'latin1',
  ...note,
  lay: (text, random) => ({ elements: document('application/pdf', pdfOf(random, text)) }),
};

const cda: Place = {
  id: 'encapsulated CDA',
  carrier: 'document',
  path: '00420011',
  kinds: ['cda'],
  letters: 'any',
  ...note,
  lay: (text, random) => ({ elements: document('text/XML', cdaOf(random, text)) }),
};

const code = (value: string, meaning: string): ElementSpec =>
  sequence('0040A043', [
    [element('00080100', 'SH', value), element('00080102', 'SH', 'DCM'), element('00080104', 'LO', meaning)],
  ]);

const textItem = (text: string): ElementSpec[] => [
  element('0040A010', 'CS', 'CONTAINS'),
  element('0040A040', 'CS', 'TEXT'),
  code('121071', 'Finding'),
  element('0040A160', 'UT', text),
];

/** PS3.3 C.17.3: a finding among others. */
const reportText: Place = {
  id: 'SR text value',
  carrier: 'text',
  path: '0040A730.0.0040A160',
  kinds: ['sr'],
  letters: 'any',
  ...note,
  lay: (text, random) => {
    const before = Array.from({ length: random.whole(0, 4) }, () => textItem(reportSentence(random)));
    const after = Array.from({ length: random.whole(0, 4) }, () => textItem(reportSentence(random)));
    return {
      elements: [sequence('0040A730', [...before, textItem(text), ...after])],
      path: `0040A730.${before.length}.0040A160`,
      before: 0,
    };
  },
};

const presentation: Place = {
  id: 'presentation state text',
  carrier: 'text',
  path: '00700001.0.00700008.0.00700006',
  kinds: ['presentation'],
  letters: 'any',
  maxCharacters: 1_024,
  hasLines: true,
  lay: (text) => ({
    elements: [
      sequence('00700001', [
        [
          element('00700002', 'CS', 'NOTES'),
          sequence('00700008', [[element('00700003', 'CS', 'PIXEL'), element('00700006', 'ST', text)]]),
        ],
      ]),
    ],
    before: 0,
  }),
};

const waveform: Place = {
  id: 'waveform annotation',
  carrier: 'text',
  path: '0040B020.0.00700006',
  kinds: ['ecg'],
  letters: 'any',
  maxCharacters: 1_024,
  hasLines: true,
  lay: (text) => ({
    elements: [
      sequence('0040B020', [
        [element('00700006', 'ST', text)],
        [element('00700006', 'ST', 'Sinus rhythm, QTc 431 ms')],
      ]),
    ],
    before: 0,
  }),
};

export const documentPlaces: readonly Place[] = [pdf, cda, reportText, presentation, waveform];
