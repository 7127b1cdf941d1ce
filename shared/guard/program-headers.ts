/** Whether a header of its kind stands there in the bytes, beyond the first two to four that are there by chance as well. */
export type IsProgram = (bytes: Buffer, at: number) => boolean;

/** Asked for byte after byte, so without a view of the rest each time. */
export function standsAt(bytes: Buffer, start: Buffer, at: number): boolean {
  for (let index = 0; index < start.length; index += 1) if (bytes[at + index] !== start[index]) return false;
  return true;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** What linkers have written into the first bytes since DOS: a last page of 144 bytes, three pages, a header of four paragraphs. */
const usualDosHeader = latin1('MZ\x90\0\x03\0\0\0\x04\0');
const dosStubText = latin1('This program ');
const newHeaders = [latin1('PE\0\0'), latin1('NE'), latin1('LE'), latin1('LX')];

/** The header that (3C) points to, or the stub that tells DOS users why nothing happens, where linkers put it. */
export function isWindowsProgram(bytes: Buffer, at: number): boolean {
  if (standsAt(bytes, usualDosHeader, at)) return true;
  if (bytes.length < at + 0x40) return false;
  const header = at + bytes.readUInt32LE(at + 0x3c);
  if (header < bytes.length) return newHeaders.some((start) => standsAt(bytes, start, header));
  return standsAt(bytes, dosStubText, at + 0x4e) || standsAt(bytes, dosStubText, at + 0x50);
}

/** ELF: 32 or 64 bits, little or big endian. */
export const isLinuxProgram: IsProgram = (bytes, at) => isOneOrTwo(bytes[at + 4]) && isOneOrTwo(bytes[at + 5]);

const isOneOrTwo = (value: number | undefined): boolean => value === 1 || value === 2;

const maxMacFileType = 15;
const isMacFileType = (value: number): boolean => value >= 1 && value <= maxMacFileType;

/** Programmers fill memory with FEEDFACE too, so the type of file that follows has to exist. */
export const isBigEndianMacProgram: IsProgram = (bytes, at) =>
  bytes.length >= at + 16 && isMacFileType(bytes.readUInt32BE(at + 12));

export const isLittleEndianMacProgram: IsProgram = (bytes, at) =>
  bytes.length >= at + 16 && isMacFileType(bytes.readUInt32LE(at + 12));

const maxArchitectures = 20;

/** Behind CAFEBABE stands a number of architectures, or the version of Java. */
export function hasArchitectures(bytes: Buffer, at: number): boolean {
  if (bytes.length < at + 8) return false;
  const architectures = bytes.readUInt32BE(at + 4);
  return architectures >= 1 && architectures <= maxArchitectures;
}

const oldestJavaVersion = 45;
const newestJavaVersion = 120;

export function isJavaClassOrMacProgram(bytes: Buffer, at: number): boolean {
  if (hasArchitectures(bytes, at)) return true;
  if (bytes.length < at + 8) return false;
  const version = bytes.readUInt16BE(at + 6);
  return version >= oldestJavaVersion && version <= newestJavaVersion;
}

const digitZero = 0x30;
const digitNine = 0x39;

/** Three digits of a version, and a zero. */
export const isAndroidProgram: IsProgram = (bytes, at) =>
  isDigit(bytes[at + 4]) && isDigit(bytes[at + 5]) && isDigit(bytes[at + 6]) && bytes[at + 7] === 0;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= digitZero && byte <= digitNine;

const moduleVersion = Buffer.of(1, 0, 0, 0);
const componentVersion = Buffer.of(0x0d, 0, 1, 0);

export const isWebAssembly: IsProgram = (bytes, at) =>
  standsAt(bytes, moduleVersion, at + 4) || standsAt(bytes, componentVersion, at + 4);

/** MS-SHLLINK 2.1: the class identifier behind the size of the header. */
const shortcutClass = latin1('\x01\x14\x02\0');

export const isShortcut: IsProgram = (bytes, at) => standsAt(bytes, shortcutClass, at + 4);
