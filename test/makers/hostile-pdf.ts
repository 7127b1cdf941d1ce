import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { makePdf } from './make-pdf.ts';

const mebibyte = 1024 * 1024;
const blanks = deflateRawSync(Buffer.alloc(mebibyte, ' '), { finishFlush: constants.Z_FULL_FLUSH });
const zlibHeader = Buffer.of(0x78, 0x01);
/** An empty last block (RFC 1951 3.2.4); the checksum behind it is wrong, which stops no reader. */
const lastBlock = Buffer.from('010000ffff00000001', 'hex');

/** A small PDF whose only page is `mebibytes` of blanks once it is inflated. */
export const swellingPdf = (mebibytes: number): Buffer =>
  makePdf({
    pages: [[]],
    content: Buffer.concat([zlibHeader, ...Array.from({ length: mebibytes }, () => blanks), lastBlock]),
  });

/** One that names its pages, or what stands in its catalog, otherwise than makers of reports do. */
export function changedPdf(found: string, put: string): Buffer {
  const pdf = makePdf({ pages: [['Nothing to see']], title: 'Synthetic report' }).toString('latin1');
  if (!pdf.includes(found)) throw new Error('there is nothing to change');
  return Buffer.from(pdf.replace(found, put), 'latin1');
}

/** Operators that nest as deep as there is room for. */
export const nestingPdf = (depth: number): Buffer =>
  makePdf({ pages: [[]], content: deflateSync(Buffer.from('['.repeat(depth))) });
