import { findVr } from '../../shared/dicom/dictionary.ts';
import { tagToText } from '../../shared/dicom/tags.ts';
import { valueRepresentations } from '../../shared/dicom/value-representations.ts';
import type { PolicyFixture } from '../../shared/guard/policy/policy-document.ts';
import { findTagHex } from '../../shared/guard/tag-path.ts';
import { CommandFailure } from '../command-failure.ts';

/** A fixture as a file (PS3.10 7) in Explicit VR Little Endian, with what every instance must have besides. */
export function fixtureInstance({ attributes, preamble }: Pick<PolicyFixture, 'attributes' | 'preamble'>): Buffer {
  const own = new Map(Object.entries(attributes).map(([name, text]) => [tagOf(name), [text].flat()]));
  const { 2: meta = [], dataSet = [] } = Object.groupBy([...new Map([...needed, ...own])].sort(byTag), ([tag]) =>
    tag >>> 16 === 2 ? 2 : 'dataSet',
  );
  const fileMeta = Buffer.concat([versionElement, ...meta.map(elementOf)]);
  const groupLength = elementBytes(0x00020000, 'UL', unsigned32(fileMeta.length));
  return Buffer.concat([preambleBytes(preamble), magicWord, groupLength, fileMeta, ...dataSet.map(elementOf)]);
}

type Attribute = readonly [tag: number, texts: readonly string[]];

const byTag = ([one]: Attribute, [other]: Attribute): number => one - other;

const tagOf = (name: string): number => Number.parseInt(findTagHex(name) ?? '0', 16);

const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';
const instanceUid = '2.25.176483270912354417362590863128457019433';

/** PS3.3 A.3, as far as the guard looks at it: a CT image of nobody. */
const needed: readonly Attribute[] = [
  [0x00020002, [ctImageStorage]],
  [0x00020003, [instanceUid]],
  [0x00020010, ['1.2.840.10008.1.2.1']],
  [0x00020012, ['2.25.176483270912354417362590863128457019432']],
  [0x00080005, ['ISO_IR 192']],
  [0x00080008, ['ORIGINAL', 'PRIMARY', 'AXIAL']],
  [0x00080016, [ctImageStorage]],
  [0x00080018, [instanceUid]],
  [0x00080060, ['CT']],
  [0x0020000d, ['2.25.176483270912354417362590863128457019434']],
  [0x0020000e, ['2.25.176483270912354417362590863128457019435']],
];

const magicWord = Buffer.from('DICM');
const versionElement = elementBytes(0x00020001, 'OB', Buffer.of(0, 1));

const preambleHeads: Readonly<Record<NonNullable<PolicyFixture['preamble']>, string>> = {
  'windows-program': 'MZ\x90\0\x03\0\0\0\x04\0',
  'linux-program': '\x7fELF\x02\x01\x01',
  'mac-program': '\xcf\xfa\xed\xfe\x07\0\0\x01',
  script: '#!/bin/sh\n',
  html: '<!doctype html><script>',
  zip: 'PK\x03\x04',
  pdf: '%PDF-1.7\n',
  tiff: 'II*\0\x08\0\0\0',
};

function preambleBytes(kind: PolicyFixture['preamble']): Buffer {
  const bytes = Buffer.alloc(128);
  if (kind !== undefined) bytes.write(preambleHeads[kind], 'latin1');
  return bytes;
}

function elementOf([tag, texts]: Attribute): Buffer {
  const vr = vrOf(tag, texts);
  return elementBytes(tag, vr, valueBytes(tag, vr, texts));
}

const longestLongString = 64;

/** PS3.5 7.8.1: a private attribute's VR is its maker's; here it is a text of the length. */
function vrOf(tag: number, texts: readonly string[]): string {
  const vr = findVr(tag) ?? (texts.every((text) => text.length <= longestLongString) ? 'LO' : 'UT');
  return { xs: 'US', ox: 'OW', lt: 'OW' }[vr] ?? vr;
}

function valueBytes(tag: number, vr: string, texts: readonly string[]): Buffer {
  const kind = valueRepresentations.get(vr)?.kind;
  if (vr === 'US' || vr === 'UL') return Buffer.concat(texts.map((text) => numberBytes(tag, vr, text)));
  if (kind === 'sequence' || kind === 'number' || kind === 'tag') throw notText(tag, vr);
  return Buffer.from(texts.join('\\'));
}

function numberBytes(tag: number, vr: 'US' | 'UL', text: string): Buffer {
  if (!/^[0-9]{1,10}$/.test(text)) throw new CommandFailure(`${tagToText(tag)} must be a whole number`);
  return unsigned32(Number(text)).subarray(0, vr === 'US' ? 2 : 4);
}

const notText = (tag: number, vr: string): CommandFailure =>
  new CommandFailure(`${tagToText(tag)} is of VR ${vr}, and a fixture holds texts`);

function elementBytes(tag: number, vr: string, value: Buffer): Buffer {
  const padding = Buffer.alloc(value.length % 2, vr === 'UI' || vr.startsWith('O') || vr === 'UN' ? 0x00 : 0x20);
  const head = Buffer.from([(tag >>> 16) & 0xff, tag >>> 24, tag & 0xff, (tag >>> 8) & 0xff]);
  return Buffer.concat([head, Buffer.from(vr), lengthBytes(vr, value.length + padding.length), value, padding]);
}

const longestShort = 0xfffe;

/** PS3.5 7.1.2. */
function lengthBytes(vr: string, length: number): Buffer {
  if (valueRepresentations.get(vr)?.hasLongLength !== false)
    return Buffer.concat([Buffer.alloc(2), unsigned32(length)]);
  if (length > longestShort) throw new CommandFailure(`a value of ${vr} has at most ${longestShort} bytes`);
  return unsigned32(length).subarray(0, 2);
}

function unsigned32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number >>> 0);
  return bytes;
}
