import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshUid } from '../makers/fresh-uid.ts';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { type ElementSpec, element, sequence } from '../makers/part10.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const studyUid = freshUid();
const bits8 = [element('00280100', 'US', [8]), element('00280101', 'US', [8]), element('00280102', 'US', [7])];

/** 10 11 12 13 / 20 21 22 23 / 30 31 32 33: row and column can be read off each value. */
const numbered = Buffer.from([1, 2, 3].flatMap((row) => [0, 1, 2, 3].map((column) => row * 10 + column)));
const image = makeCt({
  studyUid,
  rows: 3,
  columns: 4,
  without: ['00281050', '00281051', '00281052', '00281053'],
  extra: [...bits8, element('00280004', 'CS', 'MONOCHROME1'), element('7FE00010', 'OB', numbered)],
});
const large = makeCt({
  studyUid,
  rows: 200,
  columns: 300,
  without: ['00281050', '00281051', '00281052', '00281053'],
  extra: [...bits8, element('7FE00010', 'OB', Buffer.alloc(60_000, 100))],
});

/** Shows every value as it is, unless it says otherwise. */
const stateOf = (of: MadeInstance, ...extra: readonly ElementSpec[]) =>
  makeCt({
    studyUid,
    sopClassUid: '1.2.840.10008.5.1.4.1.1.11.1',
    modality: 'PR',
    pixelData: null,
    without: [
      '00280002',
      '00280004',
      '00280010',
      '00280011',
      '00280030',
      '00280100',
      '00280101',
      '00280102',
      '00280103',
      '00281050',
      '00281051',
      '00281052',
      '00281053',
    ],
    extra: [
      sequence('00081115', [[element('0020000E', 'UI', of.key.seriesUid), sequence('00081140', [[reference(of)]])]]),
      ...(extra.some((each) => each.kind === 'value' && each.tag === '20500020')
        ? []
        : [element('20500020', 'CS', 'IDENTITY')]),
      ...extra,
    ],
  });
const reference = ({ key }: MadeInstance) => element('00081155', 'UI', key.sopInstanceUid);
const softcopyWindow = (center: string, width: string) =>
  sequence('00283110', [[element('00281050', 'DS', center), element('00281051', 'DS', width)]]);
const area = (left: number, top: number, right: number, bottom: number) =>
  sequence('0070005A', [
    [
      element('00700052', 'SL', [left, top]),
      element('00700053', 'SL', [right, bottom]),
      element('00700100', 'CS', 'SCALE TO FIT'),
    ],
  ]);
const graphic = (type: string, points: readonly number[], units = 'PIXEL') =>
  sequence('00700001', [
    [
      sequence('00700009', [
        [
          element('00700005', 'CS', units),
          element('00700020', 'US', [2]),
          element('00700021', 'US', [points.length / 2]),
          element('00700022', 'FL', points),
          element('00700023', 'CS', type),
          element('00700024', 'CS', 'N'),
        ],
      ]),
    ],
  ]);

const states = {
  plain: stateOf(image),
  windowed: stateOf(image, softcopyWindow('20', '21')),
  inverse: stateOf(image, element('20500020', 'CS', 'INVERSE')),
  turned: stateOf(image, element('00700042', 'US', [90]), element('00700041', 'CS', 'N')),
  turnedAndFlipped: stateOf(image, element('00700042', 'US', [90]), element('00700041', 'CS', 'Y')),
  cut: stateOf(image, area(2, 1, 3, 2)),
  beyond: stateOf(image, area(-10, -10, 100, 100)),
  shuttered: stateOf(
    image,
    element('00181600', 'CS', 'RECTANGULAR'),
    element('00181602', 'IS', '1'),
    element('00181604', 'IS', '4'),
    element('00181606', 'IS', '0'),
    element('00181608', 'IS', '4'),
  ),
  drawnOn: stateOf(large, graphic('POLYLINE', [10, 20, 290, 20])),
  drawnLong: stateOf(
    large,
    graphic(
      'POLYLINE',
      Array.from({ length: 600 }, (_, index) => (index % 2 === 0 ? index / 2 : 20)),
    ),
  ),
  drawnOnDisplay: stateOf(large, graphic('CIRCLE', [0.5, 0.5, 0.5, 0.75], 'DISPLAY')),
  written: stateOf(
    large,
    sequence('00700001', [
      [
        sequence('00700008', [
          [
            element('00700004', 'CS', 'PIXEL'),
            element('00700006', 'ST', '<b>&nodule</b>'),
            element('00700014', 'FL', [100, 100]),
          ],
        ]),
      ],
    ]),
  ),
  ofNothing: makeCt({ studyUid, sopClassUid: '1.2.840.10008.5.1.4.1.1.11.1', modality: 'PR', pixelData: null }),
};

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody([image, large, ...Object.values(states)].map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(await stored.json()).not.toHaveProperty('00081198');
});
afterAll(() => gateway.close());

const get = ({ key }: MadeInstance, query = '') =>
  gateway.fetch(`/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}/rendered${query}`, {
    headers: { accept: 'image/png' },
  });

async function shownBy(response: Response) {
  expect(response.status, response.status === 200 ? '' : await response.clone().text()).toBe(200);
  const { data, info } = await sharp(await response.arrayBuffer())
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: [...data] };
}
const rendered = async (state: MadeInstance, query = '') => shownBy(await get(state, query));

describe('GET …/rendered of a grayscale presentation state (PS3.18 10.4.1.1.3, PS3.4 N.2.1)', () => {
  it('shows its image by what the state says, not by what the image says', async () => {
    expect(await rendered(states.plain)).toEqual({ width: 4, height: 3, pixels: [...numbered] });
    expect((await rendered(states.inverse)).pixels).toEqual([...numbered].map((value) => 255 - value));
  });

  it('follows its Softcopy VOI LUT', async () => {
    // ((x - 19.5) / 20 + 0.5) * 255, and 0 at 9.5, 255 beyond 29.5
    expect((await rendered(states.windowed)).pixels).toEqual([6, 19, 32, 45, 134, 147, 159, 172, 255, 255, 255, 255]);
  });

  it('turns clockwise, then flips (C.10.6)', async () => {
    expect(await rendered(states.turned)).toEqual({
      width: 3,
      height: 4,
      pixels: [30, 20, 10, 31, 21, 11, 32, 22, 12, 33, 23, 13],
    });
    expect((await rendered(states.turnedAndFlipped)).pixels).toEqual([10, 20, 30, 11, 21, 31, 12, 22, 32, 13, 23, 33]);
  });

  it('shows the displayed area, and of one beyond the image the image (C.10.4)', async () => {
    expect(await rendered(states.cut)).toEqual({ width: 2, height: 2, pixels: [11, 12, 21, 22] });
    expect(await rendered(states.beyond)).toMatchObject({ width: 4, height: 3 });
  });

  it('is black outside of its shutter (C.7.6.11)', async () => {
    // Rows 1 to 3 and columns 2 to 3 are inside.
    expect((await rendered(states.shuttered)).pixels).toEqual([0, 11, 12, 0, 0, 21, 22, 0, 0, 31, 32, 0]);
  });

  it('draws graphics in pixels and in shares of what is displayed (C.10.5)', async () => {
    const line = await rendered(states.drawnOn);
    expect(line.pixels[20 * 300 + 150]).toBeGreaterThan(150);
    expect(line.pixels[40 * 300 + 150]).toBe(100);
    const long = await rendered(states.drawnLong);
    expect(long.pixels[20 * 300 + 150]).toBeGreaterThan(150);
    const circle = await rendered(states.drawnOnDisplay);
    expect(circle.pixels[150 * 300 + 150]).toBeGreaterThan(150);
    expect(circle.pixels[100 * 300 + 150]).toBe(100);
  });

  it('writes its texts, whatever characters are in them', async () => {
    expect((await rendered(states.written)).pixels.filter((value) => value !== 100).length).toBeGreaterThan(100);
  });

  it('fits a viewport', async () => {
    expect(await rendered(states.turned, '?viewport=6,8')).toMatchObject({ width: 6, height: 8 });
  });

  it.each(['?window=1,2,linear', '?viewport=4,4,0,0,2,2'])('takes no %s: 400 (8.3.5.1)', async (query) => {
    expect((await get(states.plain, query)).status).toBe(400);
  });

  it('is 406 where it is about no image', async () => {
    expect((await get(states.ofNothing)).status).toBe(406);
  });
});

describe('presentationUID of the URI Service (PS3.18 9.5.2)', () => {
  const wado = async (of: MadeInstance, state: Pick<MadeInstance, 'key'>) => {
    const names = {
      requestType: 'WADO',
      studyUID: studyUid,
      seriesUID: of.key.seriesUid,
      objectUID: of.key.sopInstanceUid,
    };
    const presentation = { presentationSeriesUID: state.key.seriesUid, presentationUID: state.key.sopInstanceUid };
    const query = new URLSearchParams({ ...names, ...presentation, contentType: 'image/png' });
    return fetch(`${gateway.baseUrl}/wado?${query}`, {
      headers: { authorization: `Bearer ${await gateway.token()}`, accept: '*/*' },
    });
  };

  it('shows the image as the state does', async () => {
    expect(await shownBy(await wado(image, states.turned))).toEqual(await rendered(states.turned));
  });

  it('is 400 for a state of another image or what is none, and 404 for one that is not there', async () => {
    expect((await wado(large, states.turned)).status).toBe(400);
    expect((await wado(image, large)).status).toBe(400);
    expect((await wado(image, makeCt({ studyUid }))).status).toBe(404);
  });
});
