import type { DicomJsonAttribute } from '../dicom/dicom-json.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import type { OpenRange } from '../retrieve/read-ranges.ts';

/** The bytes of a binary attribute, words in little endian, whether they are in the header or beside it. */
export type ValueReader = (attribute: DicomJsonAttribute | undefined) => Promise<Uint8Array | undefined>;

/** A table of 65,536 words is the longest that anything here needs; segments may be a little longer. */
export const maxValueBytes = 1024 * 1024;

/** Reads values of one instance; no more than `maxBytes` of one. */
export function valueReader(header: InstanceHeader, open: OpenRange, maxBytes = maxValueBytes): ValueReader {
  const isBigEndian = transferSyntaxes.get(header.transferSyntaxUid)?.bigEndian === true;
  return async (attribute) => {
    if (attribute?.InlineBinary !== undefined) return Buffer.from(attribute.InlineBinary, 'base64');
    if (attribute?.Value !== undefined) return wordsOf(attribute);
    const bulk = attribute?.BulkDataURI === undefined ? undefined : header.bulk[attribute.BulkDataURI];
    if (bulk === undefined) return undefined;
    const bytes = await gathered(await open({ offset: bulk.offset, length: Math.min(bulk.length, maxBytes) }));
    return isBigEndian ? turned(bytes, bulk.vr) : bytes;
  };
}

function wordsOf({ Value = [] }: DicomJsonAttribute): Uint8Array {
  const words = Uint16Array.from(Value, (value) => (typeof value === 'number' ? value : 0));
  const bytes = new DataView(new ArrayBuffer(words.length * 2));
  for (const [index, word] of words.entries()) bytes.setUint16(index * 2, word, true);
  return new Uint8Array(bytes.buffer);
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const held: Uint8Array[] = [];
  for await (const chunk of chunks) held.push(Uint8Array.from(chunk));
  return Buffer.concat(held);
}

const widths: Readonly<Record<string, 2 | 4>> = { OW: 2, US: 2, SS: 2, FL: 4, SL: 4, UL: 4 };

/** PS3.5 7.3: words and longer numbers of a big endian data set. */
function turned(bytes: Buffer, vr: string): Buffer {
  const width = widths[vr] ?? 1;
  const whole = bytes.subarray(0, bytes.length - (bytes.length % width));
  if (width === 2) return whole.swap16();
  return width === 4 ? whole.swap32() : whole;
}
