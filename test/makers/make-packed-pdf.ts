import { deflateSync } from 'node:zlib';

export interface PackedPdfPlan {
  /** Further entries of the catalog: ` /OpenAction << … >>`. */
  readonly catalog?: string;
  /** Further entries of the only page. */
  readonly page?: string;
  /** Numbered from 7. */
  readonly objects?: readonly string[];
  /** Numbered from 50. */
  readonly attachments?: readonly Buffer[];
  /** What the page draws, and how it is packed. */
  readonly content?: PackedStream;
  /** Further entries of the object stream. */
  readonly packing?: string;
}

export interface PackedStream {
  readonly entries: string;
  readonly bytes: Buffer;
}

const firstObject = 7;
const firstAttachment = 50;
const contentNumber = 4;
const objectStreamNumber = 90;
const tableNumber = 91;
const rowBytes = 7;

/** A PDF 1.5 file as most writers make it now: its objects lie in a compressed object stream (ISO 32000-1 7.5.7, 7.5.8). */
export function makePackedPdf(plan: PackedPdfPlan): Buffer {
  const objects = packedObjects(plan);
  const pieces: Buffer[] = [Buffer.from('%PDF-1.5\n')];
  const offsets = new Map<number, number>();
  const add = (number: number, { entries, bytes }: PackedStream): void => {
    offsets.set(number, Buffer.concat(pieces).length);
    pieces.push(Buffer.from(`${number} 0 obj\n<< ${entries} /Length ${bytes.length} >>\nstream\n`), bytes);
    pieces.push(Buffer.from('\nendstream\nendobj\n'));
  };
  add(contentNumber, plan.content ?? { entries: '', bytes: Buffer.from('BT /F1 12 Tf 10 10 Td (Jane Doe) Tj ET') });
  for (const [index, bytes] of (plan.attachments ?? []).entries()) {
    add(firstAttachment + index, deflated('/Type /EmbeddedFile', bytes));
  }
  add(objectStreamNumber, objectStream(objects, plan.packing ?? ''));
  const start = Buffer.concat(pieces).length;
  offsets.set(tableNumber, start);
  add(tableNumber, deflated(`/Type /XRef /Size ${tableNumber + 1} /W [1 4 2] /Root 1 0 R`, tableOf(objects, offsets)));
  return Buffer.concat([...pieces, Buffer.from(`startxref\n${start}\n%%EOF\n`)]);
}

const packedObjects = ({ catalog = '', page = '', objects = [] }: PackedPdfPlan): ReadonlyMap<number, string> =>
  new Map([
    [1, `<< /Type /Catalog /Pages 2 0 R${catalog} >>`],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      3,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R ' +
        `/Resources << /Font << /F1 5 0 R >> >>${page} >>`,
    ],
    [5, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    ...objects.map((object, index): [number, string] => [firstObject + index, object]),
  ]);

const deflated = (entries: string, bytes: Buffer): PackedStream => ({
  entries: `${entries} /Filter /FlateDecode`,
  bytes: deflateSync(bytes),
});

function objectStream(objects: ReadonlyMap<number, string>, packing: string): PackedStream {
  const bodies = [...objects.values()].map((object) => `${object} `);
  const starts = bodies.map((_, index) => bodies.slice(0, index).join('').length);
  const head = `${[...objects.keys()].map((number, index) => `${number} ${starts[index]}`).join(' ')} `;
  const entries = `/Type /ObjStm /N ${objects.size} /First ${head.length}${packing}`;
  return deflated(entries, Buffer.from(head + bodies.join(''), 'latin1'));
}

/** A row for each number: free, at an offset, or at an index within the object stream. */
function tableOf(objects: ReadonlyMap<number, string>, offsets: ReadonlyMap<number, number>): Buffer {
  const numbers = [...objects.keys()];
  const rows = Array.from({ length: tableNumber + 1 }, (_, number) => {
    const row = Buffer.alloc(rowBytes);
    const offset = offsets.get(number);
    if (objects.has(number)) {
      row[0] = 2;
      row.writeUInt32BE(objectStreamNumber, 1);
      row.writeUInt16BE(numbers.indexOf(number), 5);
    } else if (offset !== undefined) {
      row[0] = 1;
      row.writeUInt32BE(offset, 1);
    }
    return row;
  });
  return Buffer.concat(rows);
}
