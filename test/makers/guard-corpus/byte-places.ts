import { element } from '../part10.ts';
import type { Place } from './place.ts';
import type { Random } from './random.ts';

const note = { maxCharacters: 4_000, hasLines: true } as const;

/** Bytes of a machine's own format: numbers, zeros and noise. */
function noise(random: Random, count: number): Buffer {
  if (random.chance(0.3)) return Buffer.alloc(count);
  const bytes = random.bytes(count);
  if (random.chance(0.5)) for (let at = 0; at < count; at += 2) bytes[at] = 0;
  return bytes;
}

const padded = (bytes: Buffer): Buffer => (bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]));

/** Between zeros, as strings of a C program lie; noise is around those. */
function among(random: Random, text: Buffer): Buffer {
  return padded(
    Buffer.concat([
      noise(random, random.whole(8, 600)),
      Buffer.alloc(2),
      text,
      Buffer.alloc(2),
      noise(random, random.whole(8, 600)),
    ]),
  );
}

const unknown: Place = {
  id: 'private UN',
  carrier: 'printable-bytes',
  path: '00211001',
  letters: 'latin1',
  ...note,
  lay: (text) => ({
    elements: [
      element('00210010', 'LO', 'SYNTHETIC UN'),
      element('00211001', 'UN', padded(Buffer.from(text, 'latin1'))),
    ],
  }),
};

const blob: Place = {
  id: 'private OB among noise',
  carrier: 'printable-bytes',
  path: '00291010',
  letters: 'ascii',
  ...note,
  lay: (text, random) => ({
    elements: [
      element('00290010', 'LO', 'SYNTHETIC CSA'),
      element('00291010', 'OB', among(random, Buffer.from(text, 'latin1'))),
    ],
  }),
};

const wideBlob: Place = {
  id: 'private OB, UTF-16',
  carrier: 'printable-bytes',
  path: '00311010',
  letters: 'ascii',
  ...note,
  lay: (text, random) => ({
    elements: [
      element('00310010', 'LO', 'SYNTHETIC WIN'),
      element('00311010', 'OB', among(random, Buffer.from(text, 'utf16le'))),
    ],
  }),
};

const trailingPadding: Place = {
  id: 'trailing padding',
  carrier: 'padding',
  path: 'FFFCFFFC',
  letters: 'ascii',
  ...note,
  lay: (text) => ({
    elements: [element('FFFCFFFC', 'OB', padded(Buffer.concat([Buffer.from(text), Buffer.alloc(64)])))],
  }),
};

const fileMeta: Place = {
  id: 'file meta private information',
  carrier: 'file-meta',
  path: '00020102',
  letters: 'ascii',
  ...note,
  lay: (text) => ({
    fileMeta: [
      element('00020100', 'UI', '1.2.826.0.1.3680043.9.7777.1'),
      element('00020102', 'OB', padded(Buffer.from(text))),
    ],
  }),
};

const preamble: Place = {
  id: 'preamble',
  carrier: 'preamble',
  path: 'preamble',
  letters: 'ascii',
  maxCharacters: 120,
  hasLines: false,
  lay: (text) => ({ preamble: Buffer.concat([Buffer.from(text), Buffer.alloc(128)], 128) }),
};

/** Exports name their files after the patient, with or without spaces. */
const partHeader: Place = {
  id: 'part header (file name)',
  carrier: 'part-header',
  path: 'part-header',
  letters: 'ascii',
  maxCharacters: 120,
  hasLines: false,
  isBare: true,
  accepts: /^[^/\\:*?"<>|]*$/,
  onlyTypes: [
    'patient-name-echo',
    'patient-id-echo',
    'birth-date-echo',
    'visit-id-echo',
    'us-ssn',
    'email-address',
    'medical-record-number',
    'uk-nhs-number',
    'date-of-birth',
  ],
  lay: (text, random) => {
    const head = `attachment; filename="${random.pick(['', '', 'CT_', 'IM0001 ', 'scan-', 'export/'])}`;
    return { partHeader: `${head}${text}${random.pick(['', '_2', ' (1)'])}.dcm"`, before: head.length };
  },
};

export const bytePlaces: readonly Place[] = [unknown, blob, wideBlob, trailingPadding, fileMeta, preamble, partHeader];
