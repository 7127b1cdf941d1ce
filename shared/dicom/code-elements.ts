/** One coded character set that ISO 2022 can put in place (PS3.3 Tables C.12-2 to C.12-4). */
export interface CodeElement {
  /** G0 is the lower half of the byte values, G1 the upper. */
  readonly register: 'g0' | 'g1';
  readonly bytesPerCharacter: 1 | 2;
  readonly decode: (bytes: Buffer) => string;
}

const replacement = '\uFFFD';

/** ISO-IR 6. A byte beyond seven bits is no character of it. */
export const ascii: CodeElement = {
  register: 'g0',
  bytesPerCharacter: 1,
  decode: (bytes) => mapBytes(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : replacement)),
};

/** Nothing was designated: what comes cannot be known. */
export const undesignated: CodeElement = {
  register: 'g1',
  bytesPerCharacter: 1,
  decode: (bytes) => replacement.repeat(bytes.length),
};

/** ISO-IR 13, the upper half of JIS X 0201. */
const katakana: CodeElement = {
  register: 'g1',
  bytesPerCharacter: 1,
  decode: (bytes) =>
    mapBytes(bytes, (byte) => (byte > 0xa0 && byte < 0xe0 ? String.fromCharCode(byte + 0xfec0) : replacement)),
};

/** ISO-IR 100. The decoder of that label is Windows-1252, which has letters where Latin-1 has control characters. */
const latin1: CodeElement = { register: 'g1', bytesPerCharacter: 1, decode: (bytes) => bytes.toString('latin1') };

const upperHalf = (encoding: string, bytesPerCharacter: 1 | 2 = 1): CodeElement => {
  const decoder = new TextDecoder(encoding);
  return { register: 'g1', bytesPerCharacter, decode: (bytes) => decoder.decode(bytes) };
};

const eucJp = new TextDecoder('euc-jp');

/** ISO-IR 87: EUC-JP holds the same table in its upper half. */
const jisX0208: CodeElement = {
  register: 'g0',
  bytesPerCharacter: 2,
  decode: (bytes) => eucJp.decode(bytes.map((byte) => byte | 0x80)),
};

/** ISO-IR 159: EUC-JP reaches it by a prefix to each pair. */
const jisX0212: CodeElement = {
  register: 'g0',
  bytesPerCharacter: 2,
  decode: (bytes) => eucJp.decode(withPrefix(bytes)),
};

function withPrefix(pairs: Buffer): Buffer {
  const prefixed = Buffer.alloc(Math.ceil(pairs.length / 2) * 3, 0x8f);
  for (let at = 0; at < pairs.length; at++) prefixed[Math.floor(at / 2) * 3 + 1 + (at % 2)] = (pairs[at] ?? 0) | 0x80;
  return prefixed;
}

const koreanKsX1001 = upperHalf('euc-kr', 2);
const chineseGb2312 = upperHalf('gbk', 2);

/** By the number that ISO registered each set under; romaji (14) reads as ASCII, as its backslash is the delimiter here. */
export const codeElements: Readonly<Record<string, CodeElement>> = {
  6: ascii,
  13: katakana,
  14: ascii,
  58: chineseGb2312,
  87: jisX0208,
  100: latin1,
  101: upperHalf('iso-8859-2'),
  109: upperHalf('iso-8859-3'),
  110: upperHalf('iso-8859-4'),
  126: upperHalf('iso-8859-7'),
  127: upperHalf('iso-8859-6'),
  138: upperHalf('iso-8859-8'),
  144: upperHalf('iso-8859-5'),
  148: upperHalf('iso-8859-9'),
  149: koreanKsX1001,
  159: jisX0212,
  166: upperHalf('iso-8859-11'),
  203: upperHalf('iso-8859-15'),
};

/** What follows the escape byte, and the set that it puts in place. */
export const escapeSequences: readonly (readonly [string, CodeElement])[] = (
  [
    ['(B', 6],
    ['(J', 14],
    [')I', 13],
    ['-A', 100],
    ['-B', 101],
    ['-C', 109],
    ['-D', 110],
    ['-L', 144],
    ['-G', 127],
    ['-F', 126],
    ['-H', 138],
    ['-M', 148],
    ['-T', 166],
    ['-b', 203],
    ['$B', 87],
    ['$@', 87],
    ['$(D', 159],
    ['$)C', 149],
    ['$)A', 58],
  ] as const
).map(([sequence, register]) => [sequence, codeElements[register] as CodeElement]);

function mapBytes(bytes: Buffer, toCharacter: (byte: number) => string): string {
  let text = '';
  for (const byte of bytes) text += toCharacter(byte);
  return text;
}
