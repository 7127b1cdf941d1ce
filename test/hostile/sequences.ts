import { readerLimits } from '../../shared/dicom/reader-limits.ts';
import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { ctWith, hex, secret } from '../makers/hostile-ct.ts';
import {
  type ElementSpec,
  element,
  elementHeader,
  encodeElements,
  explicitLittleEndian,
  implicitLittleEndian,
  raw,
  sequence,
} from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import type { OfferedFile } from './offered-file.ts';

const notUnderstood = { status: 409, reason: failureReasons.cannotUnderstand };
const truncated = { status: 409, reason: failureReasons.truncated };
const outOfResources = { status: 409, reason: failureReasons.outOfResources };

const reference = [element('00081155', 'UI', '2.25.9'), element('00100020', 'LO', `${secret}OTHER`)];
const undelimited = { undefinedLength: true, endDelimiter: false };
const header = (length: number, vr = 'SQ') => elementHeader({ tag: '00081115', vr }, length, explicitLittleEndian);
const rawCt = (...parts: Buffer[]) => ctWith([raw(Buffer.concat(parts))], { without: ['7FE00010'] });
const openItem = hex('08001511 5351 0000 ffffffff feff00e0 ffffffff');
const openItemImplicit = hex('08001511 ffffffff feff00e0 ffffffff');
const nestedTo = (depth: number): ElementSpec[] =>
  Array.from({ length: depth }).reduce<ElementSpec[]>(
    (inner) => [sequence('00081115', [inner], { undefinedLength: true })],
    reference,
  );

/** Classes 40–48: sequences and items (PS3.5 7.5). */
export const sequences: readonly OfferedFile[] = [
  {
    class: '40',
    law: 'sequences as deep as allowed are read, kept and given back as metadata',
    make: () => ctWith(nestedTo(readerLimits.maxDepth)),
    expect: 'stored',
  },
  {
    class: '40',
    law: 'one level more is refused',
    make: () => ctWith(nestedTo(readerLimits.maxDepth + 1)),
    expect: outOfResources,
  },
  ...[1_000, 100_000].map(
    (depth): OfferedFile => ({
      class: '40',
      law: `${depth} levels cost no call stack and no time: they are refused at the 33rd`,
      make: () => rawCt(Buffer.alloc(depth * openItem.length, openItem)),
      expect: outOfResources,
    }),
  ),
  {
    class: '40',
    law: 'nor do 100 000 levels in implicit VR',
    make: () =>
      ctWith([raw(Buffer.alloc(100_000 * openItemImplicit.length, openItemImplicit))], {
        transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
      }),
    expect: outOfResources,
  },
  {
    class: '41',
    law: 'a sequence that never ends is a cut file',
    make: () => rawCt(header(0xffffffff), hex('feff00e0 00000000')),
    expect: truncated,
  },
  {
    class: '41',
    law: 'an item that never ends is a cut file',
    make: () => rawCt(openItem, encodeElements(reference, explicitLittleEndian)),
    expect: truncated,
  },
  {
    class: '41',
    law: 'an element where the next item should be is no item',
    make: () => ctWith([sequence('00081115', [reference], undelimited)]),
    expect: notUnderstood,
  },
  {
    class: '42',
    law: 'a sequence delimiter with a length is refused, or its reader would skip what it hides',
    make: () => rawCt(header(0xffffffff), hex('feffdde0 04000000'), Buffer.alloc(4)),
    expect: notUnderstood,
  },
  {
    class: '42',
    law: 'an item delimiter of undefined length is refused',
    make: () => rawCt(openItem, hex('feff0de0 ffffffff'), hex('feffdde0 00000000')),
    expect: notUnderstood,
  },
  {
    class: '43',
    law: 'an item beyond its sequence is refused',
    make: () => rawCt(header(8), hex('feff00e0 10000000'), Buffer.alloc(16)),
    expect: notUnderstood,
  },
  {
    class: '43',
    law: 'an element beyond its item is refused',
    make: () => rawCt(header(16), hex('feff00e0 08000000 08005511 5549 2000'), Buffer.alloc(32)),
    expect: notUnderstood,
  },
  {
    class: '43',
    law: 'an undefined sequence in an item of known length ends with it, or is refused',
    make: () => rawCt(header(20), hex('feff00e0 0c000000 08001511 5351 0000 ffffffff'), hex('feffdde0 00000000')),
    expect: truncated,
  },
  {
    class: '44',
    law: 'a million items of length zero are refused at the 100 001st',
    make: () => {
      const items = Buffer.alloc(8_000_000, hex('feff00e0 00000000'));
      return rawCt(header(items.length), items);
    },
    expect: outOfResources,
  },
  {
    class: '45',
    law: 'UN of undefined length is a sequence in implicit VR (PS3.5 6.2.2), and is read as one',
    make: () =>
      rawCt(
        hex('09000110 554e 0000 ffffffff feff00e0 ffffffff'),
        encodeElements(reference, implicitLittleEndian),
        hex('feff0de0 00000000 feffdde0 00000000'),
      ),
    expect: 'stored',
  },
  {
    class: '45',
    law: 'UN of undefined length with explicit VR inside is a lie about its lengths',
    make: () =>
      rawCt(
        hex('09000110 554e 0000 ffffffff feff00e0 ffffffff'),
        encodeElements(reference, explicitLittleEndian),
        hex('feff0de0 00000000 feffdde0 00000000'),
      ),
    expect: truncated,
  },
  {
    class: '46',
    law: 'an item at the top level is refused',
    make: () => rawCt(hex('feff00e0 00000000')),
    expect: notUnderstood,
  },
  {
    class: '46',
    law: 'a delimiter at the top level is refused',
    make: () => rawCt(hex('feffdde0 00000000')),
    expect: notUnderstood,
  },
  {
    class: '47',
    law: 'an item delimiter inside an item of known length is refused',
    make: () => rawCt(header(16), hex('feff00e0 08000000 feff0de0 00000000')),
    expect: notUnderstood,
  },
  {
    class: '47',
    law: 'a sequence delimiter inside a sequence of known length is refused',
    make: () => rawCt(header(16), hex('feff00e0 00000000 feffdde0 00000000')),
    expect: notUnderstood,
  },
  {
    class: '48',
    law: 'functional groups for other frames than there are change nothing: frames come from the pixel data',
    make: () => ctWith([element('00280008', 'IS', '1'), sequence('52009230', [[], [], []])]),
    expect: 'stored',
  },
];
