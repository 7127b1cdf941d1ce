import { deflateRawSync, gzipSync } from 'node:zlib';
import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { hex, hostileCt, secret } from '../makers/hostile-ct.ts';
import { fileMeta } from '../makers/part10-file.ts';
import type { OfferedFile } from './offered-file.ts';

const notUnderstood = { status: 409, reason: failureReasons.cannotUnderstand };
const truncated = { status: 409, reason: failureReasons.truncated };
const noPreamble = { status: 409, reason: failureReasons.noPreamble };

const text = (start: string): Buffer => Buffer.from(`${start} ${secret} `.padEnd(400, '.'), 'latin1');
const preamble = (start: Buffer) =>
  hostileCt({ file: { preamble: Buffer.concat([start, Buffer.alloc(128)]).subarray(0, 128) } });
const followedBy = (trailing: Buffer) => hostileCt({ file: { trailing } });
const storedZip = Buffer.concat([hex('504b0304 1400 0000 0000'), Buffer.from(secret)]);

/** One local file header of a ZIP whose sizes are lies, and whose name climbs out of its folder. */
function zipOf(inside: Buffer, method: 0 | 8): Buffer {
  const name = Buffer.from('../../../etc/cron.d/dicom');
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(0xfffffff0, 18);
  head.writeUInt32LE(1, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name, inside]);
}

/** Classes 1–12: what is around the data set, or is no DICOM at all. */
export const container: readonly OfferedFile[] = [
  { class: '1', law: 'an empty file is no instance', make: () => Buffer.alloc(0), expect: notUnderstood },
  {
    class: '2',
    law: 'a file shorter than its preamble is no instance',
    make: () => Buffer.from(secret.repeat(9)),
    expect: notUnderstood,
  },
  {
    class: '3',
    law: 'preamble and magic word alone say nothing about what follows',
    make: () => Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]),
    expect: notUnderstood,
  },
  {
    class: '4',
    law: 'a wrong magic word is no DICOM',
    make: () => Buffer.concat([Buffer.alloc(128), Buffer.from('DICX'), hostileCt().bytes.subarray(132)]),
    expect: notUnderstood,
  },
  {
    class: '4',
    law: 'a magic word in small letters is no DICOM',
    make: () => Buffer.concat([Buffer.alloc(128), Buffer.from('dicm'), hostileCt().bytes.subarray(132)]),
    expect: notUnderstood,
  },
  {
    class: '5',
    law: 'file meta information without preamble is refused by its own reason',
    make: () => hostileCt().bytes.subarray(132),
    expect: noPreamble,
  },
  {
    class: '5',
    law: 'a magic word at byte 0 is a missing preamble',
    make: () => hostileCt().bytes.subarray(128),
    expect: noPreamble,
  },
  {
    class: '5',
    law: 'a raw data set is a missing preamble',
    make: () => {
      const { bytes } = hostileCt({ file: { preamble: null, meta: [] } });
      return bytes;
    },
    expect: noPreamble,
  },
  ...[
    ['a Windows program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(58), hex('80000000')])],
    ['an ELF program', hex('7f454c46 02010100')],
    ['a shell script', Buffer.from('#!/bin/sh\nrm -rf ~ #')],
    ['a web page', Buffer.from('<html><script>alert(1)</script>')],
    ['a ZIP', Buffer.from('PK\x03\x04', 'latin1')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
  ].map(
    ([what, start]): OfferedFile => ({
      class: '6',
      law: `${what} in the preamble is held, and even there its 128 bytes are zeroed (PS3.10 7.5)`,
      make: () => preamble(start as Buffer),
      expect: 'held',
      rule: 'executable-preamble',
    }),
  ),
  {
    class: '7',
    law: 'a TIFF header in the preamble is zeroed too: the archive keeps DICOM, not dual files',
    make: () => preamble(hex('49492a00 08000000')),
    expect: 'stored',
  },
  { class: '8', law: 'JSON is no instance', make: () => text('{"00100010":{"vr":"PN"}}'), expect: notUnderstood },
  { class: '8', law: 'HTML is no instance', make: () => text('<!doctype html>'), expect: notUnderstood },
  {
    class: '8',
    law: 'a JPEG is no instance',
    make: () => Buffer.concat([hex('ffd8ffe000104a464946'), text('')]),
    expect: notUnderstood,
  },
  {
    class: '8',
    law: 'a gzip of an instance is not opened',
    make: () => gzipSync(hostileCt().bytes),
    expect: notUnderstood,
  },
  {
    class: '9',
    law: 'a DICOMDIR is no instance, whatever paths it names',
    make: () => hostileCt({ file: { meta: fileMeta({ sopClassUid: '1.2.840.10008.1.3.10' }) } }),
    expect: { status: 409, reason: failureReasons.sopClassNotSupported },
  },
  {
    class: '10',
    law: 'zeros after the data set are a habit of media: they are kept with it',
    make: () => followedBy(Buffer.alloc(4096)),
    expect: 'stored',
  },
  {
    class: '10',
    law: 'text after the data set is refused',
    make: () => followedBy(text('\0\0\0\0\0\0\0\0')),
    expect: notUnderstood,
  },
  {
    class: '10',
    law: 'text between zeros after the data set is refused',
    make: () => followedBy(Buffer.concat([Buffer.alloc(900), Buffer.from(secret), Buffer.alloc(900)])),
    expect: notUnderstood,
  },
  { class: '10', law: 'a ZIP after the data set is refused', make: () => followedBy(storedZip), expect: notUnderstood },
  {
    class: '10',
    law: 'a second instance behind the first is refused',
    make: () => followedBy(hostileCt().bytes),
    expect: notUnderstood,
  },
  {
    class: '10',
    law: 'fewer bytes than an element has are a cut file',
    make: () => followedBy(Buffer.from('abc')),
    expect: truncated,
  },
  {
    class: '11',
    law: 'an instance in a ZIP is not looked for, whatever its sizes say',
    make: () => zipOf(hostileCt().bytes, 0),
    expect: notUnderstood,
  },
  {
    class: '11',
    law: 'a ZIP bomb is not opened',
    make: () => zipOf(deflateRawSync(Buffer.alloc(64 * 1024 * 1024)), 8),
    expect: notUnderstood,
  },
  {
    class: '12',
    law: 'a NIfTI file is no instance',
    make: () => Buffer.concat([hex('5c010000'), Buffer.alloc(340), Buffer.from('n+1\0'), Buffer.alloc(64)]),
    expect: notUnderstood,
  },
];
