import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jpeg2000Headers, jpegHeaders } from '../makers/make-bitstreams.ts';
import { type CtSpec, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, fragments, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';
import { storeAgain } from '../makers/store-again.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const frame = { rows: 16, columns: 16, bits: 12 };
const jpeg = () => jpegHeaders({ ...frame, bits: 8 });
const eightBits = [element('00280100', 'US', [8]), element('00280101', 'US', [8]), element('00280102', 'US', [7])];
const nested = [
  sequence('00081140', [[element('00081155', 'UI', '2.25.9')], [element('00081155', 'UI', '2.25.10')]]),
  sequence('00409096', [[sequence('00404034', [[element('00404035', 'LO', 'Ada')]])]], { undefinedLength: true }),
  element('00091001', 'OB', Buffer.alloc(3_000, 7)),
  element('00090010', 'LO', 'SYNTHETIC'),
  element('00104000', 'LT', 'words '.repeat(4_000)),
  element('00186011', 'SQ', ''),
  element('00189073', 'FD', Buffer.from(new Float64Array([0.1, -2e-300, Number.POSITIVE_INFINITY]).buffer)),
  element('00280009', 'AT', Buffer.from([0x18, 0, 0x63, 0x10])),
];

const specs: readonly (readonly [string, CtSpec])[] = [
  ['a CT', {}],
  ['a multi-frame image', { frames: 5 }],
  ['names in several scripts', { patientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう' }],
  ['Latin-1', { charset: 'ISO_IR 100', patientName: Buffer.from('M\xfcller^J\xf6rg ', 'latin1') }],
  ['implicit VR', { transferSyntaxUid: transferSyntaxes.implicitLittleEndian }],
  ['a deflated data set', { transferSyntaxUid: transferSyntaxes.deflated }],
  ['sequences, private elements, long text and numbers of all kinds', { extra: nested }],
  [
    'a long list of decimals, longer than an explicit DS can be',
    {
      transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
      extra: [element('30060050', 'DS', Array.from({ length: 20_000 }, (_, at) => at / 8).join('\\'))],
    },
  ],
  ['an image without pixels', { pixelData: null }],
  [
    'a JPEG of three frames',
    {
      transferSyntaxUid: transferSyntaxes.jpegBaseline,
      frames: 3,
      extra: eightBits,
      pixelData: fragments([Buffer.alloc(0), jpeg(), jpeg(), jpeg()]),
    },
  ],
  [
    'JPEG 2000 in several fragments',
    {
      transferSyntaxUid: transferSyntaxes.jpeg2000Lossless,
      pixelData: fragments([
        Buffer.alloc(0),
        jpeg2000Headers(frame).subarray(0, 20),
        jpeg2000Headers(frame).subarray(20),
      ]),
    },
  ],
  [
    'RLE',
    {
      transferSyntaxUid: transferSyntaxes.rleLossless,
      pixelData: fragments([Buffer.alloc(0), Buffer.concat([Buffer.from([1, 0, 0, 0, 64]), Buffer.alloc(61)])]),
    },
  ],
];

describe.each(['json', 'xml'] as const)(
  'metadata and bulk data as they were retrieved (PS3.18 10.4, 10.5), in %s',
  (form) => {
    it.each(specs)('%s is stored as it was', async (_what, spec) => {
      const { bytes, key } = makeCt(spec);
      const { contentType, body } = multipartBody([bytes]);
      const stored = await gateway.fetch('/studies', {
        method: 'POST',
        body,
        headers: { 'content-type': contentType },
      });

      const again = await storeAgain(
        gateway,
        `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`,
        form,
      );

      expect(stored.status).toBeLessThan(300);
      expect(again).toMatchObject({ differences: [] });
      expect(again.refusal).toBeUndefined();
    });
  },
);
