import { deflateSync } from 'node:zlib';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { secret } from '../makers/hostile-ct.ts';
import {
  type BodyPartSpec,
  bareMetadata,
  bodyOf,
  jsonBody,
  type MetadataBody,
  xmlBody,
} from '../makers/metadata-body.ts';
import { answerOf } from './answer.ts';
import type { Attack, Expectation } from './attack.ts';

const invalid: Expectation = { status: 400, code: 'metadata-invalid' };
const tooLarge: Expectation = { status: 413, code: 'request-too-large' };
const refusedAs = (...reason: readonly number[]): Expectation => ({ status: 409, reason });
const { bulkMissing, bulkAmbiguous, bulkContradictory, bulkUnclaimed, metadataInvalid, outOfResources } =
  failureReasons;

function posting(make: () => MetadataBody): Attack['send'] {
  return async (target) => {
    const { contentType, body } = make();
    return answerOf(await target.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } }));
  };
}

const secretMetadata = (more: DicomJson = {}): DicomJson => ({
  ...bareMetadata({ studyUid: freshUid(), seriesUid: freshUid(), sopInstanceUid: freshUid() } as InstanceKey),
  '00100010': { vr: 'PN', Value: [{ Alphabetic: `${secret}^ADA` }] },
  ...more,
});
const pixelsAt = (uri: string): DicomJson => ({ '7FE00010': { vr: 'OW', BulkDataURI: uri } });
const bulkAt = (location: string, content: Uint8Array | string = secret): BodyPartSpec => ({
  contentType: 'application/octet-stream',
  location,
  content,
});
const json = (content: string) =>
  bodyOf('application/dicom+json', [{ contentType: 'application/dicom+json', content }]);
const xml = (content: string) => bodyOf('application/dicom+xml', [{ contentType: 'application/dicom+xml', content }]);
const model = (content: string) => xml(`<NativeDicomModel>${content}</NativeDicomModel>`);

const bulkData: readonly Attack[] = [
  ...['http://169.254.169.254/latest', 'file:///etc/passwd', 'bulk/nowhere', 'http://[', ''].map(
    (uri): Attack => ({
      class: 'H18',
      law: `a BulkDataURI (${uri}) that no part has is never fetched`,
      send: posting(() => jsonBody([secretMetadata(pixelsAt(uri))])),
      expect: refusedAs(bulkMissing),
    }),
  ),
  {
    class: 'H18',
    law: 'two parts of one location leave open which is meant',
    send: posting(() => jsonBody([secretMetadata(pixelsAt('a'))], [bulkAt('a'), bulkAt('./a')])),
    expect: refusedAs(bulkAmbiguous),
  },
  {
    class: 'H18',
    law: 'a part is written once, however many attributes point to it: a small body does not grow',
    send: posting(() => {
      const tags = Array.from({ length: 200 }, (_, at) => `0019${(0x1000 + at).toString(16).toUpperCase()}`);
      const many = Object.fromEntries(tags.map((tag) => [tag, { vr: 'OB', BulkDataURI: 'a' }]));
      return jsonBody(
        [secretMetadata({ '00190010': { vr: 'LO', Value: ['SYNTHETIC'] }, ...many })],
        [bulkAt('a', Buffer.alloc(1_000_000))],
      );
    }),
    expect: refusedAs(bulkAmbiguous),
  },
  {
    class: 'H18',
    law: 'a hundred thousand parts of bulk data are refused at the 50 001st',
    send: posting(() =>
      jsonBody(
        [secretMetadata()],
        Array.from({ length: 100_000 }, () => bulkAt('a', 'x')),
      ),
    ),
    expect: tooLarge,
  },
  {
    class: 'H18',
    law: 'a body that ends inside its bulk data is not whole',
    send: posting(() => {
      const { contentType, body } = jsonBody(
        [secretMetadata(pixelsAt('a'))],
        [bulkAt('a', Buffer.alloc(3_000_000, secret))],
      );
      return { contentType, body: body.subarray(0, -1_000) };
    }),
    expect: { status: 400, code: 'multipart-invalid' },
  },
  {
    class: 'H18',
    law: 'a start that names a part by its Content-ID means nothing: cid is no location of a part',
    send: posting(() => jsonBody([secretMetadata(pixelsAt('cid:a'))], [])),
    expect: refusedAs(bulkMissing),
  },
  {
    class: 'H18',
    law: 'a Part 10 file among metadata is a part that nothing names',
    send: posting(() =>
      jsonBody([secretMetadata(pixelsAt('a'))], [{ contentType: 'application/dicom', content: secret }]),
    ),
    expect: refusedAs(bulkMissing, bulkUnclaimed),
  },
];

const jsons: readonly Attack[] = [
  {
    class: '72',
    law: 'nested a hundred thousand deep, JSON is refused before it is parsed',
    send: posting(() => json(`[{"00100010":${'['.repeat(100_000)}`)),
    expect: invalid,
  },
  {
    class: '72',
    law: 'sequences in sequences end at the depth that the reader has',
    send: posting(() => json(`[${JSON.stringify(secretMetadata()).slice(0, -1)},${nestedSequences(33)}}]`)),
    expect: refusedAs(outOfResources),
  },
  {
    class: '72',
    law: 'a hundred thousand instances are refused at the 10 001st',
    send: posting(() => json(`[${'{},'.repeat(99_999)}{}]`)),
    expect: tooLarge,
  },
  {
    class: '72',
    law: 'an instance of 17 MB of JSON is refused, whatever it holds',
    send: posting(() => json(`[{"00104000":{"vr":"LT","Value":["${secret}${'x'.repeat(17 * 1024 * 1024)}"]}}]`)),
    expect: tooLarge,
  },
  {
    class: '72',
    law: '65 MB of JSON are refused, in however many instances',
    send: posting(() => {
      const one = JSON.stringify(secretMetadata({ '00104000': { vr: 'LT', Value: ['x'.repeat(1_000_000)] } }));
      return json(`[${Array.from({ length: 68 }, () => one).join(',')}]`);
    }),
    expect: tooLarge,
  },
  {
    class: '72',
    law: 'two million values are refused as they come',
    send: posting(() => json(`[{"00280010":{"vr":"US","Value":[${'1,'.repeat(2_000_000)}1]}}]`)),
    expect: invalid,
  },
  {
    class: '72',
    law: 'names of prototypes are names that are no tags',
    send: posting(() => json('[{"__proto__":{"vr":"LO","Value":["x"]},"constructor":{"prototype":{"x":1}}}]')),
    expect: refusedAs(metadataInvalid),
  },
  {
    class: '72',
    law: 'a member __proto__ of an attribute gives it no value representation',
    send: posting(() => json('[{"00100020":{"__proto__":{"vr":"LO","Value":["x"]}}}]')),
    expect: refusedAs(metadataInvalid),
  },
  ...[
    ['a number beyond all doubles', '{"vr":"US","Value":[1e999]}'],
    ['a number that is an object', '{"vr":"US","Value":[{"valueOf":1}]}'],
    ['base64 of 4 MB with one foreign letter', `{"vr":"OB","InlineBinary":"${'A'.repeat(4_000_000)}*AAA"}`],
    ['a name that is a list', '{"vr":"PN","Value":[["x"]]}'],
    ['items that are numbers', '{"vr":"SQ","Value":[1,2,3]}'],
    ['a sequence as bulk data of itself', '{"vr":"SQ","Value":[{}],"BulkDataURI":"a"}'],
    ['a vr of the prototype', '{"vr":"toString","Value":["x"]}'],
  ].map(
    ([what, attribute]): Attack => ({
      class: '72',
      law: `${what} is no value`,
      send: posting(() => json(`[${JSON.stringify(secretMetadata()).slice(0, -1)},"00282000":${attribute}}]`)),
      expect: refusedAs(metadataInvalid),
    }),
  ),
];

function nestedSequences(depth: number): string {
  return `"00081140":{"vr":"SQ","Value":[{`.repeat(depth) + '}]}'.repeat(depth);
}

const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');

const xmls: readonly Attack[] = [
  {
    class: 'M1',
    law: 'a billion laughs are not heard: a document type is refused',
    send: posting(() => xml(`<!DOCTYPE l [<!ENTITY l0 "ha">${laughs}]><NativeDicomModel>&l9;</NativeDicomModel>`)),
    expect: invalid,
  },
  {
    class: 'M1',
    law: 'an entity of a megabyte, used a thousand times, is refused with its document type',
    send: posting(() =>
      xml(
        `<!DOCTYPE l [<!ENTITY l "${'x'.repeat(1_000_000)}">]><NativeDicomModel>${'&l;'.repeat(1_000)}</NativeDicomModel>`,
      ),
    ),
    expect: invalid,
  },
  {
    class: 'M1',
    law: 'an entity from elsewhere is not fetched',
    send: posting(() =>
      xml(
        '<!DOCTYPE l SYSTEM "http://169.254.169.254/l.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">]><NativeDicomModel>&e;</NativeDicomModel>',
      ),
    ),
    expect: invalid,
  },
  {
    class: 'M1',
    law: 'sequences a hundred thousand deep end at the depth that the reader has',
    send: posting(() => model('<DicomAttribute tag="00081140" vr="SQ"><Item number="1">'.repeat(100_000))),
    expect: refusedAs(outOfResources),
  },
  {
    class: 'M1',
    law: 'one element of 200,000 attributes is refused in time',
    send: posting(() =>
      model(`<DicomAttribute ${Array.from({ length: 200_000 }, (_, at) => `a${at}="x"`).join(' ')}/>`),
    ),
    expect: refusedAs(metadataInvalid),
  },
  {
    class: 'M1',
    law: 'a namespace on each of many levels costs no more than the levels',
    send: posting(() =>
      model(Array.from({ length: 100_000 }, (_, at) => `<a${at}:x xmlns:a${at}="urn:${at}"/>`).join('')),
    ),
    expect: invalid,
  },
  {
    class: 'M1',
    law: 'a value that says it is the billionth does not make a billion',
    send: posting(() =>
      model('<DicomAttribute tag="00100020" vr="LO"><Value number="1000000000">x</Value></DicomAttribute>'),
    ),
    expect: refusedAs(metadataInvalid),
  },
  {
    class: 'M1',
    law: 'a million empty elements are too many',
    send: posting(() =>
      model(`<DicomAttribute tag="00100020" vr="LO">${'<Value/>'.repeat(1_000_001)}</DicomAttribute>`),
    ),
    expect: { status: 400 },
  },
  {
    class: 'M1',
    law: '17 MB of one comment are refused by their length',
    send: posting(() => model(`<!--${'x'.repeat(17 * 1024 * 1024)}-->`)),
    expect: tooLarge,
  },
  {
    class: 'M1',
    law: 'a character that XML does not have makes no document',
    send: posting(() =>
      model('<DicomAttribute tag="00100020" vr="LO"><Value number="1">&#0;</Value></DicomAttribute>'),
    ),
    expect: invalid,
  },
  {
    class: 'M1',
    law: 'bulk data elsewhere are not fetched for XML either',
    send: posting(() => xmlBody([secretMetadata(pixelsAt('http://169.254.169.254/latest'))])),
    expect: refusedAs(bulkMissing),
  },
];

/** A PNG (RFC 2083) of one colour, as small as zlib makes it. */
function pngBomb(side: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const bytes = Buffer.alloc(12 + content.length);
    bytes.writeUInt32BE(content.length);
    bytes.write(type, 4, 'latin1');
    content.copy(bytes, 8);
    return bytes;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';
const boxInBox = (depth: number): Buffer => {
  const length = depth * 8;
  const boxes = Array.from({ length: depth }, (_, at) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(length - at * 8);
    head.write('moov', 4, 'latin1');
    return head;
  });
  return Buffer.concat([Buffer.from('000000086674797000', 'hex').subarray(0, 8), ...boxes]);
};

const pictures: readonly Attack[] = (
  [
    [
      'a PNG of 60,000 by 60,000 pixels in a kilobyte',
      'image/png',
      pngBomb(60_000),
      [outOfResources, bulkContradictory],
    ],
    ['a PNG of 4 thousand million pixels a side', 'image/png', pngBomb(0x7fffffff), [bulkContradictory]],
    ['an SVG that says it is a PNG', 'image/png', Buffer.from(svg), [bulkContradictory]],
    [
      'an SVG behind the signature of a PNG',
      'image/png',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(svg)]),
      [bulkContradictory],
    ],
    ['a GIF of nothing but its signature', 'image/gif', Buffer.from('GIF89a'), [bulkContradictory]],
    ['a JPEG of nothing but its first marker', 'image/jpeg', Buffer.from('ffd8', 'hex'), [bulkContradictory]],
    [
      'a JPEG whose segments have no length',
      'image/jpeg',
      Buffer.from(`ffd8${'ffe00000'.repeat(1_000)}`, 'hex'),
      [bulkContradictory],
    ],
    [
      'a JPEG of a megabyte of fill bytes',
      'image/jpeg',
      Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(1_000_000, 0xff)]),
      [bulkContradictory],
    ],
    [
      'a JP2 whose box is as long as it likes',
      'image/jp2',
      Buffer.from('0000000c6a5020200d0a870a00000001ffffffffffffffff6a703263', 'hex'),
      [bulkContradictory],
    ],
    ['a picture of a type that none has', 'image/tiff', Buffer.from('II*\0'), [bulkContradictory]],
    ['a text that says it is pixel data', 'text/plain', Buffer.from(secret), [bulkContradictory]],
  ] as const
).map(([law, contentType, content, reason]) => ({
  class: 'M2',
  law: `${law} is no picture`,
  send: posting(() => jsonBody([secretMetadata(pixelsAt('a'))], [{ contentType, location: 'a', content }])),
  expect: { status: 409, reason: reason[0] },
}));

const videos: readonly Attack[] = [
  {
    class: 'M2',
    law: 'an MP4 of boxes in boxes, a million deep, costs no stack',
    send: posting(() =>
      jsonBody(
        [secretMetadata({ ...pixelsAt('a'), '00280010': { vr: 'US', Value: [secret] } })],
        [{ contentType: 'video/mp4', location: 'a', content: boxInBox(1_000_000) }],
      ),
    ),
    expect: refusedAs(metadataInvalid),
  },
];

/** What is wrong with metadata, with bulk data, and with how they point to each other. */
export const httpMetadata: readonly Attack[] = [...bulkData, ...jsons, ...xmls, ...pictures, ...videos];
