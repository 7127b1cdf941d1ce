import { describe, expect, it } from 'vitest';
import { makeCt } from '../makers/make-ct.ts';
import { element, fragments, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { compareWithDcmjs } from './compare-with-dcmjs.ts';
import { readBytes } from './read-bytes.ts';

const extra = [
  sequence('00081140', [[element('00081155', 'UI', '2.25.9')], []], { undefinedLength: true }),
  sequence('00081115', [[element('0020000E', 'UI', '2.25.8'), sequence('00081199', [[]])]]),
  element('00090010', 'LO', 'SYNTHETIC'),
  element('00091001', 'LO', 'private'),
  element('00189087', 'FD', [0.1, -5]),
  element('00280009', 'AT', [0x00181063]),
  element('00420011', 'OB', Buffer.alloc(3000, 1)),
];
const jpeg = fragments([Buffer.alloc(0), Buffer.from('ffd8ffe0', 'hex')]);

describe('our reading agrees with that of dcmjs', () => {
  it.each([
    ['explicit', makeCt({ extra, patientName: 'Ünï^Ada=漢字' })],
    ['implicit', makeCt({ extra, transferSyntaxUid: transferSyntaxes.implicitLittleEndian })],
    ['big endian', makeCt({ extra, transferSyntaxUid: transferSyntaxes.explicitBigEndian })],
    ['deflated', makeCt({ extra, transferSyntaxUid: transferSyntaxes.deflated })],
    ['encapsulated', makeCt({ extra, transferSyntaxUid: transferSyntaxes.jpegBaseline, pixelData: jpeg })],
  ])('on a synthetic instance: %s', async (_, { bytes }) => {
    const header = await readBytes(bytes);

    const { equalAttributes, differences } = compareWithDcmjs(bytes, header);

    expect(differences.filter(({ reason }) => reason === undefined)).toEqual([]);
    expect(equalAttributes).toBeGreaterThan(20);
  });
});
