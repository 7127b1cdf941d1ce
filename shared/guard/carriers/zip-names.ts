/** What a ZIP archive tells without being unpacked (APPNOTE 4.3). */
export interface ZipNames {
  readonly names: readonly string[];
  /** Every entry was seen and lies there as it is, so that its text was found as bytes. */
  readonly isStored: boolean;
}

/** Names stand in front of each file and again in the directory at the end; either may be missing or say something else. */
export function zipNames(bytes: Buffer): ZipNames {
  const files = [...entriesOf(bytes, localFile)];
  const listed = [...entriesOf(bytes, directoryFile)];
  const entries = [...files, ...listed];
  const isWhole = files.length < maxEntries && listed.length < maxEntries;
  return {
    names: [...new Set(entries.map(({ name }) => name))],
    isStored: isWhole && entries.every(({ isStored }) => isStored),
  };
}

interface ZipHeader {
  readonly signature: Buffer;
  readonly bytes: number;
  readonly flagsAt: number;
  readonly methodAt: number;
  readonly nameLengthAt: number;
}

const localFile: ZipHeader = {
  signature: Buffer.from('PK\u0003\u0004'),
  bytes: 30,
  flagsAt: 6,
  methodAt: 8,
  nameLengthAt: 26,
};
const directoryFile: ZipHeader = {
  signature: Buffer.from('PK\u0001\u0002'),
  bytes: 46,
  flagsAt: 8,
  methodAt: 10,
  nameLengthAt: 28,
};

const maxEntries = 10_000;
const maxNameBytes = 1_024;
const encrypted = 0x0001;

function* entriesOf(
  bytes: Buffer,
  header: ZipHeader,
): Generator<{ readonly name: string; readonly isStored: boolean }> {
  let at = bytes.indexOf(header.signature);
  for (let count = 0; at !== -1 && at + header.bytes <= bytes.length && count < maxEntries; count += 1) {
    const nameBytes = Math.min(bytes.readUInt16LE(at + header.nameLengthAt), maxNameBytes);
    const name = bytes.toString('utf8', at + header.bytes, at + header.bytes + nameBytes);
    const isEncrypted = (bytes.readUInt16LE(at + header.flagsAt) & encrypted) !== 0;
    yield { name, isStored: !isEncrypted && bytes.readUInt16LE(at + header.methodAt) === 0 };
    at = bytes.indexOf(header.signature, at + header.signature.length);
  }
}
