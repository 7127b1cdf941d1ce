const slash = 0x2f;
const hash = 0x23;

/** Names that make a PDF do something when it is opened or clicked, or that bring files along (ISO 32000-1 12.6.4, 7.11.4, 13.6). */
const activeNames = [
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'GoToR',
  'GoToE',
  'SubmitForm',
  'ImportData',
] as const;

/** Names of the forms of a stream that are not undone here (ISO 32000-1 7.4). */
const otherForms = [
  'Predictor',
  'ASCIIHexDecode',
  'AHx',
  'ASCII85Decode',
  'A85',
  'LZWDecode',
  'LZW',
  'RunLengthDecode',
  'RL',
  'CCITTFaxDecode',
  'CCF',
  'JBIG2Decode',
  'DCTDecode',
  'DCT',
  'JPXDecode',
  'Crypt',
] as const;

/** Names that say how a stream is to be read (ISO 32000-1 7.4, 7.5.7, 7.6). */
const streamNames = ['ObjStm', 'First', 'N', 'Image', 'Encrypt', 'FlateDecode', 'Fl', ...otherForms] as const;

export type PdfName = (typeof activeNames)[number] | (typeof streamNames)[number];

const knownNames: ReadonlySet<string> = new Set([...activeNames, ...streamNames]);
const maxNameCharacters = Math.max(...Array.from(knownNames, (name) => name.length));

const mayBeginName = new Uint8Array(256);
for (const name of knownNames) mayBeginName[name.charCodeAt(0)] = 1;
mayBeginName[hash] = 1;

/** ISO 32000-1 7.2.2: white space and delimiters. */
const endsName = new Uint8Array(256);
for (const character of '\0\t\n\f\r ()<>[]{}/%') endsName[character.charCodeAt(0)] = 1;

export const isActive = (names: ReadonlySet<PdfName>): boolean => activeNames.some((name) => names.has(name));

export const hasOtherForm = (names: ReadonlySet<PdfName>): boolean => otherForms.some((name) => names.has(name));

/** Those of the names that matter which occur, in whatever spelling: `/J#53` is `/JS` (ISO 32000-1 7.3.5). */
export function namesIn(bytes: Buffer): ReadonlySet<PdfName> {
  const names = new Set<PdfName>();
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== slash || mayBeginName[bytes[at + 1] as number] === 0) continue;
    const name = nameAt(bytes, at + 1);
    if (isKnown(name)) names.add(name);
  }
  return names;
}

const isKnown = (name: string): name is PdfName => knownNames.has(name);

/** No more of it than the longest name that matters has, and one character. */
function nameAt(bytes: Buffer, start: number): string {
  let name = '';
  for (let at = start; at < bytes.length && name.length <= maxNameCharacters; at += 1) {
    const byte = bytes[at] as number;
    if (endsName[byte] === 1) break;
    const escaped = byte === hash ? escapedByte(bytes, at) : undefined;
    if (escaped !== undefined) at += 2;
    name += String.fromCharCode(escaped ?? byte);
  }
  return name;
}

function escapedByte(bytes: Buffer, at: number): number | undefined {
  const digits = bytes.toString('latin1', at + 1, at + 3);
  return /^[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
