import { deflateRawSync } from 'node:zlib';
import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { ctWith, hex, hostileCt, secret } from '../makers/hostile-ct.ts';
import type { CtSpec, MadeInstance } from '../makers/make-ct.ts';
import {
  type ElementSpec,
  element,
  elementHeader,
  encodeElements,
  explicitLittleEndian,
  fragments,
  raw,
} from '../makers/part10.ts';
import { part10Head, transferSyntaxes } from '../makers/part10-file.ts';
import type { OfferedFile } from './offered-file.ts';

const notUnderstood = { status: 409, reason: failureReasons.cannotUnderstand };
const truncated = { status: 409, reason: failureReasons.truncated };
const outOfResources = { status: 409, reason: failureReasons.outOfResources };

const noTable = Buffer.alloc(0);
const jpegStart = hex('ffd8ffe0');
const jpeg = (parts: readonly Buffer[], { extra = [], end = true }: { extra?: ElementSpec[]; end?: boolean } = {}) =>
  compressed(transferSyntaxes.jpegBaseline, parts, { extra, end });
const compressed = (
  transferSyntaxUid: string,
  parts: readonly Buffer[],
  { extra = [], end = true }: { extra?: readonly ElementSpec[]; end?: boolean } = {},
): MadeInstance => hostileCt({ transferSyntaxUid, extra, pixelData: fragments(parts, end) });
const frames = (count: string) => element('00280008', 'IS', count);
const rows = (count: number) => element('00280010', 'US', [count]);
const columns = (count: number) => element('00280011', 'US', [count]);
const ctOf = (extra: readonly ElementSpec[], spec: CtSpec = {}) => ctWith(extra, spec);

/** A small file whose pixel data inflate to much, with the identity in front so that nothing else is wrong with it. */
function deflateBomb(inflatedMegabytes: number): Buffer {
  const made = hostileCt({ pixelData: null });
  const head = part10Head({ transferSyntaxUid: transferSyntaxes.deflated, sopInstanceUid: made.key.sopInstanceUid });
  const dataSet = made.bytes.subarray(part10Head({ sopInstanceUid: made.key.sopInstanceUid }).length);
  const byteLength = inflatedMegabytes * 1024 * 1024;
  const pixels = elementHeader({ tag: '7FE00010', vr: 'OW' }, byteLength, explicitLittleEndian);
  return Buffer.concat([head, deflateRawSync(Buffer.concat([dataSet, pixels, Buffer.alloc(byteLength)]))]);
}

const deflated = (body: Buffer): Buffer =>
  Buffer.concat([part10Head({ transferSyntaxUid: transferSyntaxes.deflated }), body]);

/** PS3.5 G.5: an RLE header whose segments lie outside of the frame. */
const rleHeader = (segments: number, ...offsets: number[]): Buffer => {
  const header = Buffer.alloc(64);
  [segments, ...offsets].forEach((value, index) => {
    header.writeUInt32LE(value >>> 0, index * 4);
  });
  return header;
};

/** Classes 49–62: pixel data, and what describes them. */
export const pixels: readonly OfferedFile[] = [
  {
    class: '49',
    law: 'a product of attributes beyond 2^53 is compared with the bytes that are there, never reserved',
    make: () =>
      ctOf([
        rows(65535),
        columns(65535),
        element('00280002', 'US', [65535]),
        element('00280100', 'US', [65535]),
        frames('2147483647 '),
      ]),
    expect: 'stored',
  },
  {
    class: '50',
    law: 'pixel data shorter than promised are kept; the frame that is not there cannot be asked for',
    make: () => ctOf([rows(512), columns(512)]),
    expect: 'stored',
  },
  {
    class: '50',
    law: 'pixel data longer than promised are kept, the rest being padding',
    make: () => hostileCt({ pixelData: element('7FE00010', 'OW', Buffer.alloc(4096)) }),
    expect: 'stored',
  },
  ...['0 ', '-1', '1000000000', '1e9 ', `${secret}FRAMES`].map(
    (count): OfferedFile => ({
      class: '51',
      law: `a number of frames of ${count.startsWith(secret) ? 'letters' : count.trim()} makes no more frames than there are bytes for`,
      make: () => ctOf([frames(count)]),
      expect: 'stored',
    }),
  ),
  ...[0, 3, 128, 65535].map(
    (bits): OfferedFile => ({
      class: '52',
      law: `${bits} bits allocated are arithmetic, not an array`,
      make: () => ctOf([element('00280100', 'US', [bits])]),
      expect: 'stored',
    }),
  ),
  {
    class: '52',
    law: 'a high bit beyond the stored bits is kept: no pixel is decoded',
    make: () => ctOf([element('00280101', 'US', [4]), element('00280102', 'US', [15])]),
    expect: 'stored',
  },
  {
    class: '53',
    law: 'fragments in a native transfer syntax are refused',
    make: () => hostileCt({ pixelData: fragments([noTable, Buffer.alloc(8)]) }),
    expect: notUnderstood,
  },
  {
    class: '53',
    law: 'native pixel data in a compressed transfer syntax are refused',
    make: () => hostileCt({ transferSyntaxUid: transferSyntaxes.jpegBaseline }),
    expect: notUnderstood,
  },
  {
    class: '54',
    law: 'without an offset table a single frame takes every fragment',
    make: () => jpeg([noTable, jpegStart, jpegStart]),
    expect: 'stored',
  },
  {
    class: '54',
    law: 'fragments of which none begins the first frame are a doubt, and refused',
    make: () => jpeg([noTable, hex('00000000'), jpegStart, jpegStart], { extra: [frames('2 ')] }),
    expect: notUnderstood,
  },
  {
    class: '54',
    law: 'fewer beginnings than frames are the frames that there are; the others cannot be asked for',
    make: () => jpeg([noTable, jpegStart, hex('00000000'), hex('11111111')], { extra: [frames('9 ')] }),
    expect: 'stored',
  },
  {
    class: '54',
    law: 'an offset out of range is refused',
    make: () => jpeg([hex('00000000 ff000000'), jpegStart], { extra: [frames('2 ')] }),
    expect: notUnderstood,
  },
  {
    class: '54',
    law: 'an offset into the middle of a fragment is refused',
    make: () => jpeg([hex('00000000 06000000'), jpegStart, jpegStart], { extra: [frames('2 ')] }),
    expect: notUnderstood,
  },
  {
    class: '54',
    law: 'offsets that go backwards are refused',
    make: () => jpeg([hex('0c000000 00000000'), jpegStart, jpegStart], { extra: [frames('2 ')] }),
    expect: notUnderstood,
  },
  {
    class: '54',
    law: 'an offset table that is no whole number of offsets is refused',
    make: () => jpeg([hex('000000000000'), jpegStart]),
    expect: notUnderstood,
  },
  {
    class: '54',
    law: 'an extended offset table beyond the file is refused',
    make: () =>
      jpeg([noTable, jpegStart], {
        extra: [element('7FE00001', 'OV', [0xffffffffffffn]), element('7FE00002', 'OV', [4n])],
      }),
    expect: notUnderstood,
  },
  {
    class: '54',
    law: 'a basic offset table longer than the file is a cut file',
    make: () => {
      const made = jpeg([], { end: false });
      return Buffer.concat([made.bytes, hex('feff00e0 00001000')]);
    },
    expect: truncated,
  },
  {
    class: '54',
    law: 'a basic offset table of 4 GB reserves nothing',
    make: () => {
      const made = jpeg([], { end: false });
      return Buffer.concat([made.bytes, hex('feff00e0 f0ffffff')]);
    },
    expect: notUnderstood,
  },
  {
    class: '55',
    law: 'an odd fragment is a sloppy writer, and kept',
    make: () => jpeg([noTable, hex('ffd8ff')]),
    expect: 'stored',
  },
  { class: '55', law: 'an empty fragment is kept', make: () => jpeg([noTable, noTable, jpegStart]), expect: 'stored' },
  { class: '55', law: 'no fragment at all is an instance without frames', make: () => jpeg([]), expect: 'stored' },
  {
    class: '55',
    law: 'a million fragments are refused at the 500 001st',
    make: () =>
      Buffer.concat([jpeg([noTable], { end: false }).bytes, Buffer.alloc(8_000_000, hex('feff00e0 00000000'))]),
    expect: outOfResources,
  },
  {
    class: '55',
    law: 'a fragment longer than the file is a cut file',
    make: () => Buffer.concat([jpeg([noTable], { end: false }).bytes, hex('feff00e0 ff000000 ffd8')]),
    expect: truncated,
  },
  {
    class: '55',
    law: 'something else among the fragments is refused',
    make: () =>
      Buffer.concat([
        jpeg([noTable], { end: false }).bytes,
        encodeElements([element('00100010', 'PN', secret)], explicitLittleEndian),
      ]),
    expect: notUnderstood,
  },
  {
    class: '56',
    law: 'fragments that never end are a cut file',
    make: () => jpeg([noTable, jpegStart], { end: false }),
    expect: truncated,
  },
  ...[
    [
      'a JPEG of 65535 by 65535',
      transferSyntaxes.jpegBaseline,
      hex('ffd8 ffc0 0011 08 ffff ffff 03 011100 021101 031101 ffd9'),
    ],
    ['a JPEG-LS without end', transferSyntaxes.jpegLsLossless, hex('ffd8 fff7 000b 08 ffff ffff 01 011100')],
    [
      'a JPEG 2000 of 4 billion columns',
      transferSyntaxes.jpeg2000Lossless,
      hex('ff4f ff51 0029 0000 ffffffff ffffffff'),
    ],
    ['RLE segments outside of the frame', transferSyntaxes.rleLossless, rleHeader(15, 0xfffffff0, 1, 2, 3)],
    ['an RLE of 2^32 segments', transferSyntaxes.rleLossless, rleHeader(0xffffffff)],
    ['noise for HTJ2K', '1.2.840.10008.1.2.4.201', Buffer.alloc(64, secret)],
  ].map(
    ([what, syntax, codestream]): OfferedFile => ({
      class: '57',
      law: `${what} is bytes to the archive: nothing here decodes it`,
      make: () => compressed(syntax as string, [noTable, codestream as Buffer]),
      expect: 'stored',
    }),
  ),
  {
    class: '58',
    law: 'a palette that says more than it holds is bytes to the archive: nothing here looks a colour up',
    make: () =>
      ctOf([
        element('00280004', 'CS', 'PALETTE COLOR '),
        element('00281101', 'US', [0, 65535, 16]),
        element('00281201', 'OW', Buffer.alloc(4)),
      ]),
    expect: 'stored',
  },
  {
    class: '59',
    law: 'an overlay beyond its image is bytes to the archive',
    make: () =>
      ctOf([
        element('60000010', 'US', [65535]),
        element('60000011', 'US', [65535]),
        element('60000050', 'SS', [-32768, 32767]),
        element('60000100', 'US', [16]),
        element('60000102', 'US', [15]),
      ]),
    expect: 'stored',
  },
  {
    class: '60',
    law: 'what does not inflate is refused',
    make: () => deflated(Buffer.alloc(64, 0xff)),
    expect: notUnderstood,
  },
  {
    class: '60',
    law: 'a deflated data set that is cut is a cut file',
    make: () => hostileCt({ transferSyntaxUid: transferSyntaxes.deflated }).bytes.subarray(0, -20),
    expect: truncated,
  },
  {
    class: '60',
    law: 'bytes behind a deflated data set are refused',
    make: () => hostileCt({ transferSyntaxUid: transferSyntaxes.deflated, file: { trailing: Buffer.from(secret) } }),
    expect: notUnderstood,
  },
  {
    class: '60',
    law: 'a deflate bomb is stopped soon after a hundredfold',
    make: () => deflateBomb(256),
    expect: outOfResources,
  },
  {
    class: '61',
    law: 'two kinds of pixel data are refused: the guard could look at one and the viewer at the other',
    make: () => ctOf([element('7FE00008', 'OF', [1])]),
    expect: notUnderstood,
  },
  {
    class: '62',
    law: 'a video of impossible size is bytes to the archive, and has no frames here',
    make: () =>
      compressed('1.2.840.10008.1.2.4.102', [noTable, Buffer.alloc(64, secret)], {
        extra: [frames('999999999 '), rows(65535), columns(65535)],
      }),
    expect: 'stored',
  },
  {
    class: '49',
    law: 'no frame at all is made of an instance without rows',
    make: () => ctWith([], { without: ['00280010', '00280011'] }),
    expect: 'stored',
  },
  {
    class: '49',
    law: 'pixel data behind other elements of their group are found where they are',
    make: () => ctWith([raw(encodeElements([element('7FE00020', 'OL', [1])], explicitLittleEndian))]),
    expect: 'stored',
  },
];
