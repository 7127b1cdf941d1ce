import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { hex, hostileCt, secret } from '../makers/hostile-ct.ts';
import type { MadeInstance } from '../makers/make-ct.ts';
import {
  type ElementSpec,
  element,
  encodeElements,
  explicitBigEndian,
  implicitLittleEndian,
  raw,
} from '../makers/part10.ts';
import { fileMeta, transferSyntaxes } from '../makers/part10-file.ts';
import type { OfferedFile } from './offered-file.ts';

const notUnderstood = { status: 409, reason: failureReasons.cannotUnderstand };
const truncated = { status: 409, reason: failureReasons.truncated };
const syntaxUnknown = { status: 409, reason: failureReasons.transferSyntaxNotSupported };

const ctMeta = (meta: readonly ElementSpec[]): MadeInstance => hostileCt({ file: { meta } });
const metaWithout = (tag: string): ElementSpec[] =>
  fileMeta({}).filter((each) => each.kind !== 'value' || each.tag !== tag);
const metaWith = (...extra: ElementSpec[]): ElementSpec[] => [...metaWithout('00020000'), ...extra];
const groupLength = (length: number): ElementSpec => element('00020000', 'UL', [length]);
const twoGigabytes = { length: 0x7fffffff };

/** Classes 13–23: file meta information (PS3.10 7.1). */
export const fileMetas: readonly OfferedFile[] = [
  {
    class: '13',
    law: 'a missing group length leaves no doubt: the group ends where another begins',
    make: () => ctMeta(metaWithout('00020000')),
    expect: 'stored',
  },
  {
    class: '14',
    law: 'a group length of zero is not believed, and not needed',
    make: () => ctMeta([groupLength(0), ...metaWith()]),
    expect: 'stored',
  },
  {
    class: '15',
    law: 'a group length beyond the file is not believed, and not needed',
    make: () => ctMeta([groupLength(0xfffffff0), ...metaWith()]),
    expect: 'stored',
  },
  {
    class: '15',
    law: 'more than 1 MiB of file meta information is refused',
    make: () => ctMeta(metaWith(element('00020102', 'OB', Buffer.alloc(2 * 1024 * 1024, secret)))),
    expect: notUnderstood,
  },
  {
    class: '16',
    law: 'nobody guesses a transfer syntax that is missing',
    make: () => ctMeta(metaWithout('00020010')),
    expect: notUnderstood,
  },
  {
    class: '16',
    law: 'an empty transfer syntax is a missing one',
    make: () => ctMeta([...metaWithout('00020010'), element('00020010', 'UI', '')]),
    expect: notUnderstood,
  },
  {
    class: '17',
    law: 'a private transfer syntax is refused by its own reason',
    make: () => ctMeta(fileMeta({ transferSyntaxUid: '1.2.840.113619.5.2' })),
    expect: syntaxUnknown,
  },
  {
    class: '17',
    law: 'a transfer syntax that is a text is an unknown one',
    make: () => ctMeta(fileMeta({ transferSyntaxUid: `${secret}/../..` })),
    expect: syntaxUnknown,
  },
  {
    class: '18',
    law: 'big endian that calls itself little endian is not read by guessing',
    make: () => hostileCt({ file: { encoding: explicitBigEndian } }),
    expect: truncated,
  },
  {
    class: '18',
    law: 'little endian that calls itself big endian is not read by guessing',
    make: () =>
      hostileCt({
        transferSyntaxUid: transferSyntaxes.explicitBigEndian,
        file: { encoding: { explicit: true, bigEndian: false } },
      }),
    expect: truncated,
  },
  {
    class: '18',
    law: 'implicit VR that calls itself explicit is not read by guessing',
    make: () => hostileCt({ file: { encoding: implicitLittleEndian } }),
    expect: notUnderstood,
  },
  {
    class: '18',
    law: 'explicit VR that calls itself implicit is not read by guessing',
    make: () =>
      hostileCt({
        transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
        file: { encoding: { explicit: true, bigEndian: false } },
      }),
    expect: truncated,
  },
  {
    class: '19',
    law: 'another name in the file meta information is not looked at: the data set names the instance',
    make: () => ctMeta(fileMeta({ sopInstanceUid: '2.25.1' })),
    expect: 'stored',
  },
  {
    class: '20',
    law: 'an unknown VR with 2 GB of length reserves nothing (CVE-2026-3650)',
    make: () => ctMeta(metaWith(raw(hex('02000201 5a5a 0000 ffffff7f 0000')))),
    expect: notUnderstood,
  },
  {
    class: '20',
    law: 'private information of 2 GB reserves nothing',
    make: () => ctMeta(metaWith(element('00020102', 'OB', hex('0000'), twoGigabytes))),
    expect: notUnderstood,
  },
  {
    class: '20',
    law: 'an undefined length has no place in file meta information',
    make: () => ctMeta(metaWith(element('00020102', 'UN', hex('0000'), { length: 0xffffffff }))),
    expect: notUnderstood,
  },
  {
    class: '21',
    law: 'file meta information in implicit VR cannot be mistaken for explicit VR, so it is read',
    make: () => ctMeta([raw(encodeElements(metaWith(), implicitLittleEndian))]),
    expect: 'stored',
  },
  {
    class: '22',
    law: 'two transfer syntaxes are one too many',
    make: () => ctMeta(metaWith(element('00020010', 'UI', transferSyntaxes.implicitLittleEndian))),
    expect: notUnderstood,
  },
  {
    class: '22',
    law: 'two announcements of the instance are none: the data set names it',
    make: () => ctMeta(metaWith(element('00020003', 'UI', '2.25.1'), element('00020003', 'UI', '2.25.2'))),
    expect: 'stored',
  },
  {
    class: '23',
    law: 'a name in other than ASCII is no name, and not looked at',
    make: () => ctMeta(fileMeta({ sopInstanceUid: '2.25.\u0661\u0662' })),
    expect: 'stored',
  },
  {
    class: '23',
    law: 'a transfer syntax in other than ASCII is an unknown one',
    make: () => ctMeta(fileMeta({ transferSyntaxUid: '1.2.840.10008.1.2.\u0661' })),
    expect: syntaxUnknown,
  },
];
