import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { readBytes } from '../dicom/read-bytes.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { jp2File, jpeg2000Headers, jpegHeaders, mp4File } from '../makers/make-bitstreams.ts';
import { makePdf } from '../makers/make-pdf.ts';
import { bareMetadata, jsonBody, xmlBody } from '../makers/metadata-body.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const itemsOf = (response: DicomJson, tag: string) => (response[tag]?.Value ?? []) as DicomJson[];
const pathOf = ({ studyUid, seriesUid, sopInstanceUid }: InstanceKey) =>
  `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}`;

interface Sent {
  readonly metadata?: DicomJson;
  readonly contentType: string;
  readonly contents: readonly Uint8Array[];
  readonly tag?: '7FE00010' | '00420011';
  readonly form?: typeof jsonBody;
}

/** Stores a picture, a video or a document with its metadata, and reads what was made of it. */
async function storeMedia({ metadata = {}, contentType, contents, tag = '7FE00010', form = jsonBody }: Sent) {
  const key = { studyUid: freshUid(), seriesUid: freshUid(), sopInstanceUid: freshUid() } as InstanceKey;
  const whole = { ...bareMetadata(key), ...metadata, [tag]: { vr: 'OB', BulkDataURI: 'media' } };
  const { contentType: type, body } = form(
    [whole],
    contents.map((content) => ({ contentType, location: 'media', content })),
  );
  const response = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': type } });
  const answer = (await response.json()) as DicomJson;
  const reasons = [...itemsOf(answer, '00081198'), ...itemsOf(answer, '0008119A')].map(
    (item) => item['00081197']?.Value?.[0],
  );
  if (response.status !== 200) return { status: response.status, reasons, answer };
  const fetched = await gateway.fetch(pathOf(key), { headers: { accept: 'application/dicom; transfer-syntax=*' } });
  const file = Buffer.from(await fetched.arrayBuffer());
  return { status: 200, reasons, answer, key, file, header: await readBytes(file) };
}

type Stored = Awaited<ReturnType<typeof storeMedia>>;
const firstValue = ({ header }: Stored, tag: string) => header?.dicomJson[tag]?.Value?.[0];
const framesOf = async ({ key }: Stored, list: string) => {
  const accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
  const response = await gateway.fetch(`${pathOf(key as InstanceKey)}/frames/${list}`, { headers: { accept } });
  return Buffer.from(await response.arrayBuffer());
};

const shape = { rows: 48, columns: 64 };
const syntax = (end: string) => `1.2.840.10008.1.2.4.${end}`;

describe.each([
  ['JSON', jsonBody],
  ['XML', xmlBody],
] as const)('compressed pixel data with %s metadata (PS3.18 10.5.1, Table 10.5.2-1: unchanged)', (_form, form) => {
  it.each([
    ['image/jpeg', jpegHeaders(shape), syntax('50')],
    ['image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.51', jpegHeaders(shape), syntax('51')],
    ['image/jpeg', jpegHeaders({ ...shape, bits: 12 }, { frame: 0xc1 }), syntax('51')],
    ['image/jpeg', jpegHeaders({ ...shape, bits: 16 }, { frame: 0xc3, parameter: 1 }), syntax('70')],
    ['image/jpeg', jpegHeaders({ ...shape, bits: 16 }, { frame: 0xc3, parameter: 6 }), syntax('57')],
    ['image/jls', jpegHeaders(shape, { frame: 0xf7 }), syntax('80')],
    ['image/jls', jpegHeaders(shape, { frame: 0xf7, parameter: 2 }), syntax('81')],
    ['image/x-jls', jpegHeaders(shape, { frame: 0xf7 }), syntax('80')],
    ['image/jp2', jpeg2000Headers(shape), syntax('90')],
    ['image/jp2', jpeg2000Headers(shape, { isReversible: false }), syntax('91')],
    ['image/jpx', jpeg2000Headers(shape, { capabilities: 0x8000 }), syntax('92')],
    ['image/jphc', jpeg2000Headers(shape, { capabilities: 0x4000 }), syntax('201')],
    ['image/jph', jpeg2000Headers(shape, { capabilities: 0x4000, isReversible: false }), syntax('203')],
    [
      'image/jphc; transfer-syntax=1.2.840.10008.1.2.4.202',
      jpeg2000Headers(shape, { capabilities: 0x4000 }),
      syntax('202'),
    ],
    ['application/octet-stream; transfer-syntax=1.2.840.10008.1.2.4.90', jpeg2000Headers(shape), syntax('90')],
  ])(
    'stores %s as it is, in the transfer syntax that it is, and describes the image',
    async (contentType, content, expected) => {
      const stored = await storeMedia({ contentType, contents: [content], form });

      expect(stored.status).toBe(200);
      expect(stored.header?.transferSyntaxUid).toBe(expected);
      expect([firstValue(stored, '00280010'), firstValue(stored, '00280011'), firstValue(stored, '00280002')]).toEqual([
        48, 64, 1,
      ]);
      expect(firstValue(stored, '00280004')).toBe('MONOCHROME2');
      expect((await framesOf(stored, '1')).includes(content)).toBe(true);
    },
  );
});

describe('frames and their description (PS3.18 8.7.3.3, 10.5.2)', () => {
  it('takes each part of one location as a frame, in the order of the parts', async () => {
    const contents = [1, 2, 3].map((note) => Buffer.concat([jpegHeaders(shape), Buffer.alloc(note * 10, note)]));

    const stored = await storeMedia({ contentType: 'image/jpeg', contents });

    expect(firstValue(stored, '00280008')).toBe(3);
    expect((await framesOf(stored, '2')).includes(contents[1] ?? '')).toBe(true);
    const { frames } = stored.header ?? {};
    expect(frames?.kind === 'encapsulated' && frames.frames).toHaveLength(3);
  });

  it('refuses another number of frames than NumberOfFrames says (reason C008H)', async () => {
    const metadata = { '00280008': { vr: 'IS', Value: [3] } };

    const stored = await storeMedia({ metadata, contentType: 'image/jpeg', contents: [jpegHeaders(shape)] });

    expect(stored.reasons).toEqual([0xc008]);
  });

  it('describes colours as the bytes have them', async () => {
    const colour = { ...shape, samples: 3 } as const;
    const jpeg = await storeMedia({ contentType: 'image/jpeg', contents: [jpegHeaders(colour)] });
    const reversible = await storeMedia({ contentType: 'image/jp2', contents: [jpeg2000Headers(colour)] });
    const irreversible = await storeMedia({
      contentType: 'image/jp2',
      contents: [jpeg2000Headers(colour, { isReversible: false })],
    });

    expect([jpeg, reversible, irreversible].map((each) => firstValue(each, '00280004'))).toEqual([
      'YBR_FULL_422',
      'YBR_RCT',
      'YBR_ICT',
    ]);
    expect([firstValue(jpeg, '00280006'), firstValue(jpeg, '00280100'), firstValue(jpeg, '00280102')]).toEqual([
      0, 8, 7,
    ]);
  });

  it('keeps a description that agrees', async () => {
    const metadata = {
      '00280004': { vr: 'CS', Value: ['MONOCHROME1'] },
      '00280010': { vr: 'US', Value: [48] },
      '00280100': { vr: 'US', Value: [16] },
      '00280101': { vr: 'US', Value: [8] },
    };

    const stored = await storeMedia({
      metadata,
      contentType: 'image/jp2',
      contents: [jpeg2000Headers({ ...shape, bits: 12 })],
    });

    expect([firstValue(stored, '00280004'), firstValue(stored, '00280100'), firstValue(stored, '00280101')]).toEqual([
      'MONOCHROME1',
      16,
      8,
    ]);
  });

  it.each([
    ['rows', { '00280010': { vr: 'US', Value: [49] } }],
    ['columns', { '00280011': { vr: 'US', Value: [640] } }],
    ['samples', { '00280002': { vr: 'US', Value: [3] } }],
    ['bits', { '00280100': { vr: 'US', Value: [4] } }],
    ['colours', { '00280004': { vr: 'CS', Value: ['RGB'] } }],
  ])('refuses a description with other %s than the bytes have (reason C008H)', async (_what, metadata) => {
    const stored = await storeMedia({ metadata, contentType: 'image/jpeg', contents: [jpegHeaders(shape)] });

    expect([stored.status, stored.reasons]).toEqual([409, [0xc008]]);
  });

  it('stores a JP2 file without its boxes (PS3.5 8.2.4)', async () => {
    const codestream = jpeg2000Headers(shape);

    const stored = await storeMedia({ contentType: 'image/jp2', contents: [jp2File(codestream)] });

    const frame = await framesOf(stored, '1');
    expect(frame.includes(codestream)).toBe(true);
    expect(frame.includes('jp2c')).toBe(false);
  });

  it('writes its own offset table in place of one that the sender read elsewhere', async () => {
    const metadata = { '7FE00001': { vr: 'OV', InlineBinary: Buffer.alloc(16, 1).toString('base64') } };

    const stored = await storeMedia({
      metadata,
      contentType: 'image/jpeg',
      contents: [jpegHeaders(shape), jpegHeaders(shape)],
    });

    expect(stored.status).toBe(200);
    expect(stored.header?.dicomJson['7FE00001']).toBeUndefined();
  });

  it('takes RLE, which describes nothing, as the metadata describe it', async () => {
    const metadata = { '00280010': { vr: 'US', Value: [1] }, '00280011': { vr: 'US', Value: [4] } };
    const rle = Buffer.concat([Buffer.from([1, 0, 0, 0, 64]), Buffer.alloc(59), Buffer.from([0xfd, 9])]);

    const stored = await storeMedia({ metadata, contentType: 'image/dicom-rle', contents: [rle] });

    expect(stored.header?.transferSyntaxUid).toBe('1.2.840.10008.1.2.5');
  });

  it.each([
    [
      'a progressive JPEG, which no transfer syntax of image/jpeg is',
      'image/jpeg',
      jpegHeaders(shape, { frame: 0xc2 }),
    ],
    ['a JPEG that says it is JPEG 2000', 'image/jp2', jpegHeaders(shape)],
    [
      'a baseline JPEG that says it is lossless',
      'image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.70',
      jpegHeaders(shape),
    ],
    [
      'a transfer syntax of another media type',
      'image/jpeg; transfer-syntax=1.2.840.10008.1.2.4.90',
      jpegHeaders(shape),
    ],
    [
      'big endian pixels, which the wire does not have (8.7.3)',
      'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.2',
      Buffer.alloc(8),
    ],
    ['a media type that is none of pixel data', 'application/pdf', Buffer.from('%PDF-1.4')],
  ])('refuses %s (reason C008H)', async (_what, contentType, content) => {
    const stored = await storeMedia({ contentType, contents: [content] });

    expect([stored.status, stored.reasons]).toEqual([409, [0xc008]]);
  });
});

describe('pictures that no transfer syntax has (PS3.18 Table 10.5.2-1: transformed)', () => {
  const grey = Buffer.from(Array.from({ length: 12 }, (_, at) => at * 20));
  const colour = Buffer.from(Array.from({ length: 36 }, (_, at) => at * 7));
  const deep = Uint16Array.from({ length: 12 }, (_, at) => at * 5_000);

  it('stores a grey PNG as MONOCHROME2 in native pixels', async () => {
    const png = await sharp(grey, { raw: { width: 4, height: 3, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();

    const stored = await storeMedia({ contentType: 'image/png', contents: [png] });

    expect(stored.header?.transferSyntaxUid).toBe('1.2.840.10008.1.2.1');
    expect([firstValue(stored, '00280004'), firstValue(stored, '00280010'), firstValue(stored, '00280011')]).toEqual([
      'MONOCHROME2',
      3,
      4,
    ]);
    expect((await framesOf(stored, '1')).includes(grey)).toBe(true);
  });

  it('stores a colour PNG as RGB, pixel by pixel', async () => {
    const png = await sharp(colour, { raw: { width: 4, height: 3, channels: 3 } })
      .png()
      .toBuffer();

    const stored = await storeMedia({ contentType: 'image/png', contents: [png], form: xmlBody });

    expect([firstValue(stored, '00280004'), firstValue(stored, '00280006'), firstValue(stored, '00280100')]).toEqual([
      'RGB',
      0,
      8,
    ]);
    expect((await framesOf(stored, '1')).includes(colour)).toBe(true);
  });

  it('keeps all 16 bits of a deep PNG', async () => {
    const png = await sharp(deep, { raw: { width: 4, height: 3, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();

    const stored = await storeMedia({ contentType: 'image/png', contents: [png] });

    expect([firstValue(stored, '00280100'), firstValue(stored, '00280101')]).toEqual([16, 16]);
    expect((await framesOf(stored, '1')).includes(Buffer.from(deep.buffer))).toBe(true);
  });

  it('stores an animated GIF as a multi-frame image', async () => {
    const frames = Buffer.concat([Buffer.alloc(12, 10), Buffer.alloc(12, 200)]);
    const gif = await sharp(frames, { raw: { width: 2, height: 4, channels: 3, pageHeight: 2 } })
      .gif()
      .toBuffer();

    const stored = await storeMedia({ contentType: 'image/gif', contents: [gif] });

    expect([firstValue(stored, '00280008'), firstValue(stored, '00280010'), firstValue(stored, '00280004')]).toEqual([
      2,
      2,
      'RGB',
    ]);
    expect((await framesOf(stored, '2')).includes(Buffer.alloc(12, 200))).toBe(true);
  });

  it('refuses a description that the picture contradicts (reason C008H)', async () => {
    const png = await sharp(grey, { raw: { width: 4, height: 3, channels: 1 } })
      .png()
      .toBuffer();

    const stored = await storeMedia({
      metadata: { '00280010': { vr: 'US', Value: [9] } },
      contentType: 'image/png',
      contents: [png],
    });

    expect(stored.reasons).toEqual([0xc008]);
  });

  it('is the same store when it is sent again', async () => {
    const png = await sharp(grey, { raw: { width: 4, height: 3, channels: 1 } })
      .png()
      .toBuffer();
    const first = await storeMedia({ contentType: 'image/png', contents: [png] });
    const { contentType, body } = jsonBody(
      [{ ...bareMetadata(first.key as InstanceKey), '7FE00010': { vr: 'OB', BulkDataURI: 'media' } }],
      [{ contentType: 'image/png', location: 'media', content: png }],
    );

    const second = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });

    expect(second.status).toBe(200);
  });
});

describe('video and documents (PS3.18 Table 10.5.2-1: unchanged)', () => {
  it('stores an MP4 whole, as H.264, and describes it by its movie box', async () => {
    const video = mp4File({ rows: 480, columns: 640, frames: 250 });

    const stored = await storeMedia({ contentType: 'video/mp4', contents: [video] });

    expect(stored.header?.transferSyntaxUid).toBe(syntax('102'));
    expect([firstValue(stored, '00280008'), firstValue(stored, '00280010'), firstValue(stored, '00280004')]).toEqual([
      250,
      480,
      'YBR_PARTIAL_420',
    ]);
    expect(stored.file?.includes(video)).toBe(true);
  });

  it('stores H.265 and MPEG-2, the latter as the metadata describe it', async () => {
    const h265 = await storeMedia({
      contentType: 'video/H265',
      contents: [mp4File({ rows: 480, columns: 640, codec: 'hvc1' })],
    });
    const metadata = {
      '00280008': { vr: 'IS', Value: [100] },
      '00280010': { vr: 'US', Value: [576] },
      '00280011': { vr: 'US', Value: [720] },
    };
    const mpeg = await storeMedia({
      metadata,
      contentType: 'video/mpeg',
      contents: [Buffer.from('000001ba44', 'hex')],
    });

    expect([h265, mpeg].map((each) => each.header?.transferSyntaxUid)).toEqual([syntax('107'), syntax('101')]);
    expect(firstValue(mpeg, '00280008')).toBe(100);
  });

  it('refuses H.265 that says it is H.264 (reason C008H)', async () => {
    const stored = await storeMedia({
      contentType: 'video/mp4',
      contents: [mp4File({ rows: 480, columns: 640, codec: 'hvc1' })],
    });

    expect(stored.reasons).toEqual([0xc008]);
  });

  it('stores a PDF, and says its media type and length (PS3.3 C.24.2)', async () => {
    const pdf = makePdf({ pages: [['A synthetic report.']] });

    const stored = await storeMedia({ contentType: 'application/pdf', contents: [pdf], tag: '00420011' });

    expect(stored.status).toBe(200);
    expect([firstValue(stored, '00420012'), firstValue(stored, '00420015')]).toEqual(['application/pdf', pdf.length]);
    expect(stored.file?.includes(pdf)).toBe(true);
  });

  it('refuses a document of another media type than (0042,0012) says, or of another length (reason C008H)', async () => {
    const [pdf] = [makePdf({ pages: [['A synthetic report.']] })];
    const asXml = { '00420012': { vr: 'LO', Value: ['text/XML'] } };
    const short = { '00420015': { vr: 'UL', Value: [1] } };

    const stored = [asXml, short].map((metadata) =>
      storeMedia({ metadata, contentType: 'application/pdf', contents: [pdf], tag: '00420011' }),
    );

    expect((await Promise.all(stored)).map(({ reasons }) => reasons)).toEqual([[0xc008], [0xc008]]);
  });

  it('hands the document to the guard, as that of every other store', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000, 1)]);

    const stored = await storeMedia({ contentType: 'application/pdf', contents: [program], tag: '00420011' });

    expect(stored.status).not.toBe(200);
  });
});
