export interface ReadZipEntry {
  readonly path: string;
  readonly body: Buffer;
  readonly isStored: boolean;
  readonly crc32: number;
}

const endSignature = Buffer.from('PK\x05\x06', 'latin1');

/** Takes a ZIP file apart by its central directory (APPNOTE 4.3.12), as unpackers do; without ZIP64. */
export function readZip(bytes: Buffer): ReadZipEntry[] {
  const end = bytes.lastIndexOf(endSignature);
  if (end < 0) throw new Error('no end of central directory');
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const entry = entryAt(bytes, at, nameLength ?? 0);
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
    return entry;
  });
}

function entryAt(bytes: Buffer, at: number, nameLength: number): ReadZipEntry {
  if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('no central directory header');
  const header = bytes.readUInt32LE(at + 42);
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  return {
    path: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    body: bytes.subarray(start, start + bytes.readUInt32LE(at + 20)),
    isStored: bytes.readUInt16LE(at + 10) === 0,
    crc32: bytes.readUInt32LE(at + 16),
  };
}
