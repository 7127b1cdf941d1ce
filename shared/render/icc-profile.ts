import { type RgbSpace, type RgbSpaceName, rgbSpaces, type Triple } from './rgb-space.ts';

/** ICC.1:2001-04 6: a display profile of three primaries and one curve, made of what is known of the space. */
export function iccProfile(name: RgbSpaceName): Buffer {
  const space = rgbSpaces[name];
  const curve = curveOf(space);
  const [red, green, blue] = space.primaries;
  const tags: readonly (readonly [signature: string, data: Buffer])[] = [
    ['desc', descriptionOf(space.description)],
    ['cprt', Buffer.concat([typeOf('text'), Buffer.from('No copyright\0', 'latin1')])],
    ['wtpt', xyz(d50)],
    ['rXYZ', xyz(red)],
    ['gXYZ', xyz(green)],
    ['bXYZ', xyz(blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  return withHeader(tags);
}

const d50: Triple = [0.9642, 1, 0.8249];
const headerBytes = 128;
const entryBytes = 12;

/** 6.1 and 6.2: header, table of tags, data; each begins at a multiple of four bytes. */
function withHeader(tags: readonly (readonly [string, Buffer])[]): Buffer {
  const table = Buffer.alloc(4 + tags.length * entryBytes);
  table.writeUInt32BE(tags.length);
  const data: Buffer[] = [];
  let offset = headerBytes + table.length;
  for (const [index, [signature, bytes]] of tags.entries()) {
    const entry = 4 + index * entryBytes;
    table.write(signature, entry, 'latin1');
    table.writeUInt32BE(offset, entry + 4);
    table.writeUInt32BE(bytes.length, entry + 8);
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    data.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([headerOf(offset), table, ...data]);
}

function headerOf(byteLength: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(byteLength);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  for (const [index, part] of [2026, 1, 1].entries()) header.writeUInt16BE(part, 24 + index * 2);
  header.write('acsp', 36, 'latin1');
  header.set(xyz(d50).subarray(8), 68);
  return header;
}

const typeOf = (signature: string): Buffer => Buffer.concat([Buffer.from(signature, 'latin1'), Buffer.alloc(4)]);

/** 6.5.17: a description in ASCII, and none in Unicode and ScriptCode. */
function descriptionOf(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 1);
  return Buffer.concat([typeOf('desc'), length, Buffer.from(`${text}\0`, 'latin1'), Buffer.alloc(8 + 2 + 1 + 67)]);
}

/** 6.5.26: numbers with sixteen bits behind the point. */
function xyz(values: Triple): Buffer {
  const bytes = Buffer.alloc(12);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 0x1_0000), index * 4);
  return Buffer.concat([typeOf('XYZ '), bytes]);
}

const curvePoints = 1024;

/** 6.5.3: light for values in equal steps. */
function curveOf({ toLight }: RgbSpace): Buffer {
  const bytes = Buffer.alloc(4 + curvePoints * 2);
  bytes.writeUInt32BE(curvePoints);
  for (let index = 0; index < curvePoints; index += 1) {
    bytes.writeUInt16BE(Math.round(toLight(index / (curvePoints - 1)) * 0xffff), 4 + index * 2);
  }
  return Buffer.concat([typeOf('curv'), bytes]);
}
