import { expect, it } from 'vitest';
import { wireSyntaxOf } from '../../shared/retrieve/wire-syntax.ts';

const littleEndian = '1.2.840.10008.1.2.1';

it.each([
  ['Implicit VR Little Endian', '1.2.840.10008.1.2', false, littleEndian],
  ['Explicit VR Little Endian', littleEndian, false, littleEndian],
  ['Deflated Explicit VR Little Endian', '1.2.840.10008.1.2.1.99', false, littleEndian],
  ['Explicit VR Big Endian', '1.2.840.10008.1.2.2', false, '1.2.840.10008.1.2.2'],
  ['uncompressed bytes beside compressed pixels', '1.2.840.10008.1.2.4.90', false, littleEndian],
  ['compressed pixels', '1.2.840.10008.1.2.4.90', true, '1.2.840.10008.1.2.4.90'],
  ['Encapsulated Uncompressed', '1.2.840.10008.1.2.1.98', true, littleEndian],
])('of %s is what the bytes are in once they stand alone', (_name, stored, isEncapsulated, wire) => {
  expect(wireSyntaxOf(stored, isEncapsulated)).toBe(wire);
});
