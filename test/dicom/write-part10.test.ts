import { describe, expect, it } from 'vitest';
import { writePart10 } from '../../shared/dicom/write-part10.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element, sequence } from '../makers/part10.ts';
import { readBytes } from './read-bytes.ts';

describe('the Part 10 writer', () => {
  it('writes what the reader reads back', async () => {
    const extra = [
      sequence('00081140', [[element('00081155', 'UI', '2.25.9')]]),
      element('00420011', 'OB', Buffer.from([1, 2])),
    ];
    const ct = makeCt({ patientName: 'Ünï^Ada=漢字', extra });
    const header = await readBytes(ct.bytes);

    const bytes = writePart10({ dicomJson: header.dicomJson, bulk: { '7FE00010': ct.pixelBytes } });

    const written = await readBytes(bytes);
    const { offset = 0, length = 0 } = written.bulk['7FE00010'] ?? {};
    expect(written.key).toEqual(ct.key);
    expect(written.dicomJson).toEqual(header.dicomJson);
    expect(ct.pixelBytes.equals(bytes.subarray(offset, offset + length))).toBe(true);
  });

  it('does not invent the bytes of a BulkDataURI', async () => {
    const { dicomJson } = await readBytes(makeCt().bytes);

    expect(() => writePart10({ dicomJson, bulk: {} })).toThrow(/BulkDataURI/);
  });
});
