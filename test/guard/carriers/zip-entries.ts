interface ZipEntry {
  readonly name: string;
  readonly content?: string;
  readonly method?: number;
  readonly flags?: number;
}

/** APPNOTE 4.3.7. */
export function zipLocalEntry({ name, content = '', method = 0, flags = 0 }: ZipEntry): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004', 'latin1');
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(Buffer.byteLength(name), 26);
  return Buffer.concat([header, Buffer.from(name), Buffer.from(content)]);
}

/** APPNOTE 4.3.12. */
export function zipDirectoryEntry({ name, method = 0, flags = 0 }: ZipEntry): Buffer {
  const header = Buffer.alloc(46);
  header.write('PK\u0001\u0002', 'latin1');
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt16LE(Buffer.byteLength(name), 28);
  return Buffer.concat([header, Buffer.from(name)]);
}
