import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element } from '../makers/part10.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

/** White all over, so that no icon can be taken for it. */
const white = (spec: Parameters<typeof makeCt>[0] = {}) =>
  makeCt({
    rows: 300,
    columns: 200,
    ...spec,
    without: ['00281050', '00281051', '00281052', '00281053'],
    extra: [
      element('00280100', 'US', [8]),
      element('00280101', 'US', [8]),
      element('00280102', 'US', [7]),
      element('7FE00010', 'OB', Buffer.alloc(300 * 200 * (spec.frames ?? 1), 255)),
      ...(spec.extra ?? []),
    ],
  });
const burnedIn = (value: string) => element('00280301', 'CS', value);

const free = white({ extra: [burnedIn('NO')], frames: 3 });
const silent = white();
const declared = white({ extra: [burnedIn('YES')] });
const contradicting = white({
  modality: 'US',
  extra: [burnedIn('NO'), element('00080064', 'CS', 'SD')],
  sopClassUid: '1.2.840.10008.5.1.4.1.1.7',
});
const noPixels = makeCt({ pixelData: null });
const undecodable = makeCt({
  extra: [burnedIn('NO'), element('00280004', 'CS', 'PALETTE COLOR')],
});
const made = [free, silent, declared, contradicting, noPixels, undecodable];

let gateway: TestGateway;
let thumbnailsOnly: string;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody(made.map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(await stored.json()).not.toHaveProperty('00081198');
  thumbnailsOnly = await gateway.token(['dicom/study.thumbnail']);
});
afterAll(() => gateway.close());

const pathOf = ({ key }: MadeInstance, level: 'study' | 'series' | 'instance' | 'frame' = 'instance') => {
  const study = `/studies/${key.studyUid}`;
  const series = `${study}/series/${key.seriesUid}`;
  const instance = `${series}/instances/${key.sopInstanceUid}`;
  return { study, series, instance, frame: `${instance}/frames/1` }[level];
};
const get = (path: string, token?: string, accept = 'image/png') =>
  gateway.fetch(path, { headers: { accept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) } });

async function shownBy(response: Response) {
  expect(response.status).toBe(200);
  const { data, info } = await sharp(await response.arrayBuffer())
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, isImage: data.every((value) => value === 255) };
}

describe('GET …/thumbnail (PS3.18 10.4.1.1.4)', () => {
  it.each(['study', 'series', 'instance', 'frame'] as const)(
    'is one small picture of a %s, a JPEG by default',
    async (level) => {
      const response = await get(`${pathOf(free, level)}/thumbnail`, undefined, '*/*');

      expect(response.headers.get('content-type')).toBe('image/jpeg');
      expect(await shownBy(response)).toMatchObject({ width: 85, height: 128 });
    },
  );

  it('follows a viewport, up to 256 pixels a side', async () => {
    expect(await shownBy(await get(`${pathOf(free)}/thumbnail?viewport=50,60`))).toMatchObject({
      width: 40,
      height: 60,
    });
    expect(await shownBy(await get(`${pathOf(free)}/thumbnail?viewport=5000,5000`))).toMatchObject({ height: 256 });
  });

  it.each(['viewport=1,2,3,4,5,6', 'viewport=x', 'viewport=0,1'])('is 400 for %s (8.3.5.2)', async (query) => {
    expect((await get(`${pathOf(free)}/thumbnail?${query}`)).status).toBe(400);
  });

  it('is 406 for what is no picture', async () => {
    expect((await get(`${pathOf(free)}/thumbnail`, undefined, 'text/html')).status).toBe(406);
  });

  it('is 404 for what is not there, and 400 for several frames', async () => {
    expect((await get('/studies/1.2.3/thumbnail')).status).toBe(404);
    expect((await get(`${pathOf(free)}/frames/9/thumbnail`)).status).toBe(404);
    expect((await get(`${pathOf(free)}/frames/1,2/thumbnail`)).status).toBe(400);
  });
});

describe('a thumbnail "shall not contain any Patient Identifying Information" (10.4.3.3.4)', () => {
  it('so it shows an image that is known to be free of it', async () => {
    expect(await shownBy(await get(`${pathOf(free)}/thumbnail`, thumbnailsOnly))).toMatchObject({ isImage: true });
  });

  it.each([
    ['says nothing of burned-in annotation', silent],
    ['declares burned-in annotation', declared],
    ['denies it, and is a scanned document', contradicting],
  ])('so it shows an icon for an image that %s', async (_what, instance) => {
    for (const level of ['study', 'series', 'instance', 'frame'] as const) {
      expect(await shownBy(await get(`${pathOf(instance, level)}/thumbnail`, thumbnailsOnly))).toMatchObject({
        isImage: false,
      });
    }
  });

  it.each([
    ['says nothing', silent],
    ['declares it', declared],
  ])('and shows one that %s to who may read the image anyway', async (_what, instance) => {
    expect(await shownBy(await get(`${pathOf(instance)}/thumbnail`))).toMatchObject({ isImage: true });
  });

  it('and is no way to a rendered image', async () => {
    expect((await get(`${pathOf(free)}/rendered`, thumbnailsOnly)).status).toBe(403);
  });

  it('has an icon for what has no pixels and for what cannot be decoded', async () => {
    expect(await shownBy(await get(`${pathOf(noPixels)}/thumbnail`))).toMatchObject({ isImage: false });
    expect(await shownBy(await get(`${pathOf(undecodable)}/thumbnail`))).toMatchObject({ isImage: false });
  });
});
