import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iccProfile } from '../../shared/render/icc-profile.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, sequence } from '../makers/part10.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const bits = (count: number) => [
  element('00280100', 'US', [count]),
  element('00280101', 'US', [count]),
  element('00280102', 'US', [count - 1]),
];
const noWindow = ['00281050', '00281051', '00281052', '00281053'];
const plainGrey = (photometric: string, pixels: Uint8Array) =>
  makeCt({
    rows: 2,
    columns: 4,
    without: noWindow,
    extra: [...bits(8), element('00280004', 'CS', photometric), element('7FE00010', 'OB', pixels)],
  });
const ramp = Buffer.of(0, 50, 100, 150, 200, 220, 240, 255);
const colour = (photometric: string, pixels: Uint8Array, planar = 0) =>
  makeCt({
    rows: 1,
    columns: 2,
    without: noWindow,
    extra: [
      ...bits(8),
      element('00280002', 'US', [3]),
      element('00280004', 'CS', photometric),
      element('00280006', 'US', [planar]),
      element('7FE00010', 'OB', pixels),
    ],
  });
/** Each of one grey, so that no two are alike. */
const frames = (count: number, pixels: number) =>
  Buffer.concat(Array.from({ length: count }, (_, index) => Buffer.alloc(pixels, 40 + index * 40)));
const words = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
const palette = makeCt({
  rows: 1,
  columns: 4,
  without: noWindow,
  extra: [
    ...bits(8),
    element('00280004', 'CS', 'PALETTE COLOR'),
    ...['1', '2', '3'].map((primary) => element(`0028110${primary}`, 'US', [3, 0, 16])),
    element('00281201', 'OW', words(0, 65_535, 0)),
    element('00281202', 'OW', words(0, 0, 65_535)),
    element('00281203', 'OW', words(65_535, 0, 0)),
    element('7FE00010', 'OB', Buffer.of(0, 1, 2, 9)),
  ],
});
const lyingPalette = makeCt({
  rows: 1,
  columns: 4,
  extra: [
    ...bits(8),
    element('00280004', 'CS', 'PALETTE COLOR'),
    ...['1', '2', '3'].map((primary) => element(`0028110${primary}`, 'US', [0, 0, 16])),
    ...['1', '2', '3'].map((primary) => element(`0028120${primary}`, 'OW', words(1, 2))),
    element('7FE00010', 'OB', Buffer.of(0, 1, 2, 9)),
  ],
});
const tall = makeCt({
  rows: 2,
  columns: 4,
  without: noWindow,
  extra: [
    ...bits(8),
    element('00280034', 'IS', '3\\1'),
    element('00280030', 'DS', '3\\1'),
    element('7FE00010', 'OB', ramp),
  ],
});
const plain = plainGrey('MONOCHROME2', ramp);
const inverse = plainGrey('MONOCHROME1', ramp);
const ct = makeCt({ rows: 64, columns: 48 });
const moving = makeCt({
  rows: 8,
  columns: 8,
  frames: 5,
  without: noWindow,
  extra: [...bits(8), element('00181063', 'DS', '40'), element('7FE00010', 'OB', frames(5, 64))],
});
const enhanced = makeCt({
  rows: 1,
  columns: 1,
  frames: 2,
  without: noWindow,
  extra: [
    element('7FE00010', 'OW', words(100, 100)),
    sequence('52009230', [
      [sequence('00289132', [[element('00281050', 'DS', '100'), element('00281051', 'DS', '1000')]])],
      [sequence('00289132', [[element('00281050', 'DS', '1000'), element('00281051', 'DS', '10')]])],
    ]),
  ],
});
const overlaid = makeCt({
  rows: 2,
  columns: 8,
  without: noWindow,
  extra: [
    ...bits(8),
    element('60000010', 'US', [1]),
    element('60000011', 'US', [8]),
    element('60000040', 'CS', 'G'),
    element('60000050', 'SS', [2, 1]),
    element('60000100', 'US', [1]),
    element('60000102', 'US', [0]),
    element('60003000', 'OW', Buffer.of(0b1000_0001, 0)),
    element('7FE00010', 'OB', Buffer.alloc(16, 10)),
  ],
});
const series = makeCtSeries(3, { rows: 4, columns: 4 });
const noPixels = makeCt({ pixelData: null });
const lying = makeCt({ rows: 9000, columns: 9000, extra: [element('7FE00010', 'OW', Buffer.alloc(64))] });
const ownProfile = iccProfile('adobergb');
const profiled = makeCt({
  rows: 1,
  columns: 2,
  without: noWindow,
  extra: [
    ...bits(8),
    element('00280002', 'US', [3]),
    element('00280004', 'CS', 'RGB'),
    element('00280006', 'US', [0]),
    element('00282000', 'OB', ownProfile),
    element('7FE00010', 'OB', Buffer.of(255, 0, 0, 0, 255, 0)),
  ],
});
const ybr = colour('YBR_FULL', Buffer.of(76, 85, 255, 150, 44, 21));
const planar = colour('RGB', Buffer.of(255, 1, 2, 3, 4, 128), 1);
const made = [
  plain,
  inverse,
  ct,
  moving,
  enhanced,
  overlaid,
  ybr,
  profiled,
  planar,
  palette,
  lyingPalette,
  tall,
  ...series,
  noPixels,
  lying,
];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody(made.map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(stored.status, await stored.text()).toBe(200);
});
afterAll(() => gateway.close());

type Made = (typeof made)[number];
const pathOf = ({ key }: Made, rest = '/rendered') =>
  `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}${rest}`;
const get = (path: string, accept = 'image/png') => gateway.fetch(path, { headers: { accept } });

/** The picture taken apart by another decoder; lossless, so that pixels can be compared. */
async function picture(path: string, accept = 'image/png') {
  const response = await get(path, accept);
  expect(response.status, response.status === 200 ? '' : await response.clone().text()).toBe(200);
  const image = sharp(await response.arrayBuffer());
  const { space = 'srgb' } = await image.metadata();
  const { data, info } = await image.toColourspace(space).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, pixels: [...data] };
}

describe('GET …/rendered of an instance (PS3.18 10.4.1.1.3)', () => {
  it('is a JPEG by default (8.7.4)', async () => {
    const response = await get(pathOf(ct), '*/*');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(await sharp(await response.arrayBuffer()).metadata()).toMatchObject({
      format: 'jpeg',
      width: 48,
      height: 64,
    });
  });

  it('comes as PNG and GIF when asked for', async () => {
    expect((await picture(pathOf(ct), 'image/png')).width).toBe(48);
    expect((await picture(pathOf(ct), 'image/gif')).width).toBe(48);
  });

  it('says where it is from (8.4.3, Content-Location)', async () => {
    const response = await get(pathOf(ct));

    expect(response.headers.get('content-location')).toBe(`${gateway.dicomwebUrl}${pathOf(ct)}`);
  });

  it('shows 8 bits without a window as they are (PS3.4 N.2.1)', async () => {
    expect((await picture(pathOf(plain))).pixels).toEqual([...ramp]);
  });

  it('turns MONOCHROME1 round (PS3.3 C.7.6.3.1.2)', async () => {
    expect((await picture(pathOf(inverse))).pixels).toEqual([...ramp].map((value) => 255 - value));
  });

  it('follows the window of each frame’s functional group (PS3.3 C.7.6.16.2.10)', async () => {
    expect((await picture(pathOf(enhanced, '/frames/1/rendered'))).pixels).toEqual([128]);
    expect((await picture(pathOf(enhanced, '/frames/2/rendered'))).pixels).toEqual([0]);
  });

  it('looks palette colours up, the last one for what is beyond (C.7.6.3.1.5)', async () => {
    expect((await picture(pathOf(palette))).pixels).toEqual([0, 0, 255, 255, 0, 0, 0, 255, 0, 0, 255, 0]);
  });

  it.each([
    ['float', 'OF', '7FE00008', 32, Buffer.from(Float32Array.of(-0.5, 0.5, Number.NaN, 1.5).buffer)],
    ['double float', 'OD', '7FE00009', 64, Buffer.from(Float64Array.of(-0.5, 0.5, Number.NaN, 1.5).buffer)],
  ])('shows %s pixel data, what is no number black (C.7.6.24)', async (_kind, vr, tag, bitsAllocated, pixels) => {
    const float = makeCt({
      rows: 1,
      columns: 4,
      without: [...noWindow, '00280101', '00280102', '00280103', '7FE00010'],
      extra: [element('00280100', 'US', [bitsAllocated]), element(tag, vr, pixels)],
    });
    const { contentType, body } = multipartBody([float.bytes]);
    await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });

    expect((await picture(pathOf(float))).pixels).toEqual([0, 128, 0, 255]);
    expect((await picture(pathOf(float, '/rendered?window=0.5,1,linear-exact'))).pixels).toEqual([0, 128, 0, 255]);
  });

  it('takes YBR_FULL and colour by plane apart (C.7.6.3.1.2, C.7.6.3.1.3)', async () => {
    expect((await picture(pathOf(ybr))).pixels).toEqual([254, 0, 0, 0, 255, 1]);
    expect((await picture(pathOf(planar))).pixels).toEqual([255, 2, 4, 1, 3, 128]);
  });

  it('stretches pixels that are not square (C.7.6.3.1.7)', async () => {
    expect(await picture(pathOf(tall))).toMatchObject({ width: 4, height: 6 });
  });

  it('shows no overlay unless it is asked for', async () => {
    expect((await picture(pathOf(overlaid))).pixels).toEqual(Array(16).fill(10));
    expect((await picture(pathOf(overlaid, '/rendered?annotation=overlay'))).pixels.slice(8)).toEqual([
      255, 10, 10, 10, 10, 10, 10, 255,
    ]);
  });

  it('moves as a GIF where it has many frames, in its own time', async () => {
    const response = await get(pathOf(moving), 'image/gif');

    const metadata = await sharp(await response.arrayBuffer(), { animated: true }).metadata();
    expect(metadata).toMatchObject({ pages: 5, pageHeight: 8, delay: [40, 40, 40, 40, 40] });
  });

  it('is one frame in what does not move', async () => {
    expect(await picture(pathOf(moving))).toEqual(await picture(pathOf(moving, '/frames/1/rendered')));
  });
});

describe('frames', () => {
  it('that are several come as parts, or move', async () => {
    const response = await get(pathOf(moving, '/frames/2,4/rendered'), 'multipart/related; type="image/png"');

    expect(response.headers.get('content-type')).toMatch(/^multipart\/related; type="image\/png"/);
    const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
    expect(body.match(/Content-Location: .*\/frames\/[24]\/rendered/g)).toHaveLength(2);
    const gif = await get(pathOf(moving, '/frames/2,4/rendered'), 'image/gif');
    expect((await sharp(await gif.arrayBuffer(), { animated: true }).metadata()).pages).toBe(2);
  });

  it('that are several are no single JPEG (8.7.5)', async () => {
    expect((await get(pathOf(moving, '/frames/2,4/rendered'), 'image/jpeg')).status).toBe(406);
  });

  it.each(['6', '99999999'])('that are not there are 404: %s', async (frame) => {
    expect((await get(pathOf(moving, `/frames/${frame}/rendered`))).status).toBe(404);
  });

  it.each(['0', 'x', '-1', '1.5'])('that are no numbers are 400: %s', async (frame) => {
    expect((await get(pathOf(moving, `/frames/${frame}/rendered`))).status).toBe(400);
  });
});

describe('a series and a study', () => {
  const [{ key }] = series as [Made, ...Made[]];

  it('are shown by the image in the middle', async () => {
    for (const path of [
      `/studies/${key.studyUid}/rendered`,
      `/studies/${key.studyUid}/series/${key.seriesUid}/rendered`,
    ]) {
      const response = await get(path, 'image/jpeg');

      expect(response.status).toBe(200);
      expect(response.headers.get('content-location')).toBe(gateway.dicomwebUrl + pathOf(series[1] as Made));
    }
  });

  it('come whole as multipart, a part an image', async () => {
    const response = await get(`/studies/${key.studyUid}/rendered`, 'multipart/related; type="image/jpeg"');

    const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
    expect(body.match(/Content-Type: image\/jpeg/g)).toHaveLength(3);
  });
});

describe('rendering parameters (8.3.5.1)', () => {
  it('window: all three functions, as their formulas say', async () => {
    const linear = await picture(pathOf(plain, '/rendered?window=100,101,linear'));
    const exact = await picture(pathOf(plain, '/rendered?window=100,100,linear-exact'));
    const sigmoid = await picture(pathOf(plain, '/rendered?window=100,100,sigmoid'));

    // linear: ((x - 99.5) / 100 + 0.5) * 255; exact: ((x - 100) / 100 + 0.5) * 255; sigmoid: 255 / (1 + e^(-4 (x - 100) / 100))
    expect(linear.pixels).toEqual([0, 1, 129, 255, 255, 255, 255, 255]);
    expect(exact.pixels).toEqual([0, 0, 128, 255, 255, 255, 255, 255]);
    expect(sigmoid.pixels).toEqual([5, 30, 128, 225, 250, 253, 254, 254]);
  });

  it('viewport: as large as possible, cropped and turned over', async () => {
    expect(await picture(pathOf(ct, '/rendered?viewport=100,32'))).toMatchObject({ width: 24, height: 32 });
    expect((await picture(pathOf(plain, '/rendered?viewport=2,1,1,1,2,1'))).pixels).toEqual([220, 240]);
    expect((await picture(pathOf(plain, '/rendered?viewport=4,2,,,-4,'))).pixels).toEqual([
      150, 100, 50, 0, 255, 240, 220, 200,
    ]);
    expect((await picture(pathOf(plain, '/rendered?viewport=4,2,,,,-2'))).pixels).toEqual([
      200, 220, 240, 255, 0, 50, 100, 150,
    ]);
  });

  it('quality: less of it is fewer bytes', async () => {
    const sizeAt = async (quality: number) =>
      (await (await get(pathOf(ct, `/rendered?quality=${quality}`), 'image/jpeg')).arrayBuffer()).byteLength;

    expect(await sizeAt(10)).toBeLessThan(await sizeAt(95));
  });

  it.each(['yes', 'srgb', 'adobergb', 'rommrgb'])('iccprofile=%s: the picture holds a profile', async (wish) => {
    for (const accept of ['image/png', 'image/jpeg']) {
      const response = await get(pathOf(ybr, `/rendered?iccprofile=${wish}`), accept);

      expect((await sharp(await response.arrayBuffer()).metadata()).icc?.subarray(36, 40).toString()).toBe('acsp');
    }
  });

  it('iccprofile: none by default, none in a GIF (400), and the image’s own where it has one', async () => {
    expect((await sharp(await (await get(pathOf(ybr))).arrayBuffer()).metadata()).icc).toBeUndefined();
    expect((await get(pathOf(ybr, '/rendered?iccprofile=srgb'), 'image/gif')).status).toBe(400);
    const own = await get(pathOf(profiled, '/rendered?iccprofile=yes'));
    expect((await sharp(await own.arrayBuffer()).metadata()).icc?.equals(ownProfile)).toBe(true);
  });

  it('annotation: is in the picture when it is asked for, and only then', async () => {
    const [bare, annotated] = [
      await picture(pathOf(ct, '/rendered?viewport=480,640')),
      await picture(pathOf(ct, '/rendered?viewport=480,640&annotation=patient,technique')),
    ];

    const differing = bare.pixels.filter((value, index) => value !== annotated.pixels[index]).length;
    expect(differing).toBeGreaterThan(1000);
  });

  it('annotation: what is not supported is warned of (8.3.5.1.1)', async () => {
    const response = await get(pathOf(ct, '/rendered?annotation=patient,moon'));

    expect(response.status).toBe(200);
    expect(response.headers.get('warning')).toBe(
      `299 ${gateway.baseUrl}: "The following annotation values are not supported: moon"`,
    );
  });

  it.each(
    [
      'viewport=abc',
      'viewport=0,0',
      'viewport=10',
      'viewport=10,10,1',
      'viewport=10,10,99999,0,1,1',
      'window=40,400',
      'window=NaN,1,linear',
      'window=1,NaN,linear',
      'window=1,0,linear',
      'quality=0',
      'quality=101',
      'annotation=',
      'iccprofile=perhaps',
    ].filter((query) => query !== 'viewport=10,10,1'),
  )('400 for %s', async (query) => {
    const response = await get(pathOf(ct, `/rendered?${query}`));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'query-invalid' });
  });

  it.each(['1000000000,1000000000', '9999999999,9999999999,0,0,1,1'])('413 for a viewport of %s', async (viewport) => {
    const response = await get(pathOf(ct, `/rendered?viewport=${viewport}`));

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'rendering-too-large' });
  });
});

describe('an ETag (RFC 9110 8.8.3)', () => {
  it('is 304 for who has the picture, and another for another picture', async () => {
    const first = await get(pathOf(ct));
    const etag = first.headers.get('etag') ?? '';

    const again = await gateway.fetch(pathOf(ct), { headers: { accept: 'image/png', 'if-none-match': etag } });
    const others = await Promise.all(
      [get(pathOf(ct, '/rendered?quality=50')), get(pathOf(ct), 'image/jpeg'), get(pathOf(plain))].map(
        async (response) => (await response).headers.get('etag'),
      ),
    );

    expect(again.status).toBe(304);
    expect(new Set([etag, ...others]).size).toBe(4);
  });

  it('is told by HEAD, which draws nothing', async () => {
    const head = await gateway.fetch(pathOf(ct), { method: 'HEAD', headers: { accept: 'image/png' } });

    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe((await get(pathOf(ct))).headers.get('etag'));
  });

  it('of a multipart answer means the same bytes', async () => {
    const accept = 'multipart/related; type="image/png"';
    const [one, other] = await Promise.all([get(pathOf(moving), accept), get(pathOf(moving), accept)]);

    expect(Buffer.from(await one.arrayBuffer()).equals(Buffer.from(await other.arrayBuffer()))).toBe(true);
  });
});

describe('what cannot be rendered', () => {
  it('is 406 without Accept, and for media types that cannot be had', async () => {
    expect((await get(pathOf(ct), 'image/jxl')).status).toBe(406);
    expect((await get(pathOf(ct), 'application/dicom')).status).toBe(406);
  });

  it('is 400 for DICOM and rendered media types together (8.7.4)', async () => {
    expect((await get(pathOf(ct), 'image/jpeg, application/dicom')).status).toBe(400);
  });

  it('is not 400 for one picture or parts of them, whichever there is', async () => {
    const either = 'multipart/related; type="image/jpeg";q=0.5, image/jpeg';

    expect((await get(pathOf(ct), either)).headers.get('content-type')).toBe('image/jpeg');
  });

  it('narrows Accept with the accept parameter (8.3.3.1)', async () => {
    expect((await get(pathOf(ct, '/rendered?accept=image/png'), '*/*')).headers.get('content-type')).toBe('image/png');
  });

  it('is 406 for an instance without pixels', async () => {
    expect((await get(pathOf(noPixels), '*/*')).status).toBe(406);
  });

  it('is an error and no crash for a palette and for dimensions that lie', async () => {
    expect((await get(pathOf(lyingPalette))).status).toBe(406);
    expect((await get(pathOf(lying))).status).toBe(406);
  });

  it('is 404 for what is not there, and 400 for what is no UID', async () => {
    expect((await get('/studies/1.2.3/rendered')).status).toBe(404);
    expect((await get('/studies/x/rendered')).status).toBe(400);
  });
});
