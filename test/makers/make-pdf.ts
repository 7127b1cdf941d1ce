import { deflateSync } from 'node:zlib';

export interface PdfPlan {
  /** Lines of each page, in characters of ISO 8859-1. */
  readonly pages: readonly (readonly string[])[];
  readonly title?: string;
  readonly author?: string;
  /** Runs when the document is opened (ISO 32000-1 12.6.4.16). */
  readonly javascript?: string;
  /** A note on the first page. */
  readonly note?: string;
  /** File name of an attachment, which is empty. */
  readonly attachment?: string;
  readonly isCompressed?: boolean;
  /** The content of every page, deflated, instead of its lines. */
  readonly content?: Buffer;
  /** Encrypted under a password that nobody knows (ISO 32000-1 7.6). */
  readonly isLocked?: boolean;
}

/** A PDF 1.7 file made by hand, with a cross-reference table that is right: what a report writer would send. */
export function makePdf(plan: PdfPlan): Buffer {
  const objects = [catalog(plan), pageTree(plan), helvetica, information(plan), ...pagesOf(plan), ...extras(plan)];
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), bytesOf(object), Buffer.from('\nendobj\n')]);
    offsets.push(at);
    pieces.push(piece);
    at += piece.length;
  }
  return Buffer.concat([...pieces, Buffer.from(trailer(plan, offsets, at))]);
}

/** The numbers of the objects that come before the pages; each page is two: the page and its content. */
const first = { catalog: 1, pageTree: 2, font: 3, information: 4, page: 5 } as const;

const pageNumber = (index: number): number => first.page + 2 * index;

const extrasFrom = ({ pages }: PdfPlan): number => first.page + 2 * pages.length;

const bytesOf = (object: string | Buffer): Buffer =>
  typeof object === 'string' ? Buffer.from(object, 'latin1') : object;

const string = (text: string): string => `(${text.replace(/[()\\]/g, '\\$&')})`;

const helvetica = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';

function catalog(plan: PdfPlan): string {
  const { javascript, attachment } = plan;
  const script = javascript === undefined ? '' : ` /OpenAction << /S /JavaScript /JS ${string(javascript)} >>`;
  const names =
    attachment === undefined
      ? ''
      : ` /Names << /EmbeddedFiles << /Names [${string(attachment)} ${extrasFrom(plan)} 0 R] >> >>`;
  return `<< /Type /Catalog /Pages ${first.pageTree} 0 R${script}${names} >>`;
}

const pageTree = ({ pages }: PdfPlan): string =>
  `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}] >>`;

const information = ({ title, author }: PdfPlan): string =>
  `<<${title === undefined ? '' : ` /Title ${string(title)}`}${author === undefined ? '' : ` /Author ${string(author)}`} >>`;

const pagesOf = (plan: PdfPlan): (string | Buffer)[] =>
  plan.pages.flatMap((lines, index) => [page(plan, index), content(plan, lines)]);

function page({ note }: PdfPlan, index: number): string {
  const annotation =
    note === undefined || index > 0
      ? ''
      : ` /Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents ${string(note)} >>]`;
  return (
    `<< /Type /Page /Parent ${first.pageTree} 0 R /MediaBox [0 0 595 842] /Contents ${pageNumber(index) + 1} 0 R ` +
    `/Resources << /Font << /F1 ${first.font} 0 R >> >>${annotation} >>`
  );
}

function content(plan: PdfPlan, lines: readonly string[]): Buffer {
  const operators = `BT /F1 11 Tf 14 TL 50 790 Td ${lines.map((line) => `${string(line)} Tj T*`).join('\n')} ET`;
  const plain = Buffer.from(operators, 'latin1');
  const deflated = plan.content ?? (plan.isCompressed === true ? deflateSync(plain) : undefined);
  return deflated === undefined ? stream(plain, '') : stream(deflated, ' /Filter /FlateDecode');
}

const stream = (bytes: Buffer, filter: string): Buffer =>
  Buffer.concat([Buffer.from(`<< /Length ${bytes.length}${filter} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);

const extras = (plan: PdfPlan): string[] =>
  plan.attachment === undefined
    ? []
    : [
        `<< /Type /Filespec /F ${string(plan.attachment)} /EF << /F ${extrasFrom(plan) + 1} 0 R >> >>`,
        '<< /Type /EmbeddedFile /Length 0 >>\nstream\n\nendstream',
      ];

function trailer(plan: PdfPlan, offsets: readonly number[], startOfTable: number): string {
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = offsets.length + 1;
  const roots = `/Root ${first.catalog} 0 R /Info ${first.information} 0 R${plan.isLocked === true ? lock : ''}`;
  return (
    `xref\n0 ${size}\n0000000000 65535 f \n${entries}` +
    `trailer\n<< /Size ${size} ${roots} >>\nstartxref\n${startOfTable}\n%%EOF\n`
  );
}

const zeros = (bytes: number): string => `<${'00'.repeat(bytes)}>`;

const lock = ` /ID [${zeros(16)} ${zeros(16)}] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${zeros(32)} /U ${zeros(32)} >>`;
