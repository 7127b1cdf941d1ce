interface Magic {
  readonly kind: string;
  readonly bytes: Buffer;
}

const magic = (kind: string, bytes: string): Magic => ({ kind, bytes: Buffer.from(bytes, 'latin1') });

/** How files begin that a computer runs or unpacks when somebody opens them; none is how a preamble begins. */
const activeMagics: readonly Magic[] = [
  magic('Windows program', 'MZ'),
  magic('Linux program', '\x7fELF'),
  magic('macOS program', '\xfe\xed\xfa\xce'),
  magic('macOS program', '\xfe\xed\xfa\xcf'),
  magic('macOS program', '\xce\xfa\xed\xfe'),
  magic('macOS program', '\xcf\xfa\xed\xfe'),
  magic('macOS program', '\xca\xfe\xba\xbf'),
  magic('macOS program', '\xbe\xba\xfe\xca'),
  magic('macOS program', '\xbf\xba\xfe\xca'),
  magic('Java class or macOS program', '\xca\xfe\xba\xbe'),
  magic('Android program', 'dex\n'),
  magic('WebAssembly program', '\0asm'),
  magic('script', '#!'),
  magic('Windows shortcut', 'L\0\0\0'),
  magic('ZIP archive', 'PK\x03\x04'),
  magic('ZIP archive', 'PK\x05\x06'),
  magic('ZIP archive', 'PK\x07\x08'),
  magic('RAR archive', 'Rar!\x1a\x07'),
  magic('7z archive', '7z\xbc\xaf\x27\x1c'),
  magic('gzip archive', '\x1f\x8b\x08'),
  magic('xz archive', '\xfd7zXZ\0'),
  magic('Windows cabinet', 'MSCF'),
  magic('Microsoft compound file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  magic('RTF document', '{\\rtf'),
];

/**
 * What readers find wherever it stands: a PDF may begin late, PHP and browsers run what is between other bytes, and a
 * batch file's first lines may be nonsense.
 */
const activeTexts: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['PDF document', /%PDF/],
  ['web page or XML', /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,128}<[!?a-z]/i],
  ['web page or XML', /<(?:!doctype|html|script|svg|iframe|\?xml|\?php|\?=)/i],
  ['batch or PowerShell script', /@echo\b|powershell|\bcmd(?:\.exe)?\s{1,8}\/[ck]|\b[wc]script\b|\bmshta\b/i],
];

/** CVE-2019-11687: the kind of file that these first bytes make of it, in plain words; undefined where of none that runs. */
export function findActiveKind(head: Buffer): string | undefined {
  const found = activeMagics.find(({ bytes }) => startsWith(head, bytes));
  if (found !== undefined) return found.kind;
  const text = withoutNulls(head);
  return activeTexts.find(([, pattern]) => pattern.test(text))?.[0];
}

/** UTF-16 is read as the ASCII that it spells. */
const withoutNulls = (bytes: Buffer): string => bytes.toString('latin1').replaceAll('\0', '');

/**
 * The kind of program that a value is. Two bytes of a magic number are there by chance in one value of 65,536, so
 * here each kind has to show more of its header than that.
 */
export function findProgramKind(bytes: Buffer): string | undefined {
  if (startsWith(bytes, windowsMagic)) return isWindowsProgram(bytes) ? 'Windows program' : undefined;
  if (startsWith(bytes, linuxMagic)) return isLinuxProgram(bytes) ? 'Linux program' : undefined;
  if (/^#! ?\//.test(bytes.toString('latin1', 0, 4))) return 'script';
  return isMacProgram(bytes) ? 'macOS program' : findSharedMagic(bytes);
}

const windowsMagic = Buffer.from('MZ');
const linuxMagic = Buffer.from('\x7fELF', 'latin1');

const startsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start);

/** What linkers have written into the first bytes since DOS: a last page of 144 bytes, three pages, a header of four paragraphs. */
const usualDosHeader = Buffer.from('MZ\x90\0\x03\0\0\0\x04\0', 'latin1');
const dosStubText = /This program (?:cannot|must) be run/;

/** The header that (3C) points to, or the stub that tells DOS users why nothing happens. */
function isWindowsProgram(bytes: Buffer): boolean {
  if (startsWith(bytes, usualDosHeader) || dosStubText.test(bytes.toString('latin1', 0, 512))) return true;
  if (bytes.length < 64) return false;
  const header = bytes.readUInt32LE(0x3c);
  return /^(?:PE\0\0|NE|LE|LX)/.test(bytes.toString('latin1', header, header + 4));
}

/** 32 or 64 bits, little or big endian. */
const isLinuxProgram = (bytes: Buffer): boolean => isOneOrTwo(bytes[4]) && isOneOrTwo(bytes[5]);

const isOneOrTwo = (value: number | undefined): boolean => value === 1 || value === 2;

const maxMacFileType = 15;

/** Programmers fill memory with FEEDFACE too, so the type of file that follows has to exist. */
function isMacProgram(bytes: Buffer): boolean {
  if (bytes.length < 16) return false;
  const isMagic = (value: number): boolean => value === 0xfeedface || value === 0xfeedfacf;
  const isType = (value: number): boolean => value >= 1 && value <= maxMacFileType;
  if (isMagic(bytes.readUInt32LE(0))) return isType(bytes.readUInt32LE(12));
  return isMagic(bytes.readUInt32BE(0)) && isType(bytes.readUInt32BE(12));
}

const maxArchitectures = 20;
const oldestJavaVersion = 45;
const newestJavaVersion = 120;

/** CAFEBABE: a number of architectures follows, or the version of Java. */
function findSharedMagic(bytes: Buffer): string | undefined {
  if (bytes.length < 8 || bytes.readUInt32BE(0) !== 0xcafebabe) return undefined;
  const architectures = bytes.readUInt32BE(4);
  if (architectures >= 1 && architectures <= maxArchitectures) return 'macOS program';
  const javaVersion = bytes.readUInt16BE(6);
  return javaVersion >= oldestJavaVersion && javaVersion <= newestJavaVersion ? 'Java class' : undefined;
}
