import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodedFrames } from '../corpus/frames-of-file.ts';
import { readBytes } from '../dicom/read-bytes.ts';
import { makeCt } from '../makers/make-ct.ts';
import { type MadeImage, makeImage } from '../makers/make-image.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, sequence } from '../makers/part10.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const prefix = '1.2.840.10008.1.2';
const sources = ['', '.1', '.2', '.1.99', '.5', '.4.80', '.4.90', '.4.201'].map((end) => prefix + end);
const targets = ['.1', '.5', '.4.80', '.4.90', '.4.201'].map((end) => prefix + end);
/** A sequence, a bulk value, and numbers that big endian turns around. */
const extra = [
  sequence('00081140', [[element('00081150', 'UI', '1.2.840.10008.5.1.4.1.1.2'), element('00081160', 'IS', '7')]]),
  element('00281055', 'LO', 'WINDOW'),
  element('00281201', 'OW', new Uint8Array(3000)),
];
const grey = { bitsStored: 12, isSigned: true };
const colour = { samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8 };

const images = new Map<string, MadeImage>();
for (const source of sources) {
  images.set(`grey ${source}`, await makeImage(source, { frames: 3, pixels: grey, extra }));
  images.set(`colour ${source}`, await makeImage(source, { frames: 2, pixels: colour }));
}
const report = makeCt({ pixelData: null, transferSyntaxUid: prefix });

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody([...images.values(), report].map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect([200, 202], await stored.text()).toContain(stored.status);
});
afterAll(() => gateway.close());

const get = ({ key }: Pick<MadeImage, 'key'>, accept: string) =>
  gateway.fetch(`/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`, {
    headers: { accept },
  });
const everyWay = [...images.keys()].flatMap((name) =>
  targets.flatMap((target) => (name.endsWith(` ${target}`) ? [] : [[name, target] as const])),
);

describe('an instance in another transfer syntax than stored (PS3.18 8.7.3)', () => {
  it.each(everyWay)('%s as %s has the same pixels and the same elements', async (name, target) => {
    const image = images.get(name) as MadeImage;

    const response = await get(image, `application/dicom; transfer-syntax=${target}`);

    expect(response.status, response.status === 200 ? '' : await response.clone().text()).toBe(200);
    expect(response.headers.get('content-type')).toBe(`application/dicom; transfer-syntax=${target}`);
    const file = Buffer.from(await response.arrayBuffer());
    const [made, stored] = [await readBytes(file), await readBytes(image.bytes)];
    expect(made.transferSyntaxUid).toBe(target);
    expect((await decodedFrames(file)).map(({ bytes }) => Buffer.from(bytes))).toEqual(image.cells);
    expect(withoutPixels(made.dicomJson)).toEqual(withoutPixels(stored.dicomJson));
    const photometric = made.dicomJson['00280004']?.Value?.[0];
    const isTransformed = name.startsWith('colour') && /\.4\.(?:90|201)$/.test(target);
    expect(photometric).toBe(isTransformed ? 'YBR_RCT' : name.startsWith('colour') ? 'RGB' : 'MONOCHROME2');
  });

  it('a multipart names the syntax of its parts', async () => {
    const image = images.get(`grey ${prefix}.4.90`) as MadeImage;

    const [part] = await readParts(
      await get(image, `multipart/related; type="application/dicom"; transfer-syntax=${prefix}.1`),
    );

    expect(part?.headers.get('content-type')).toBe(`application/dicom; transfer-syntax=${prefix}.1`);
    expect((await readBytes(part?.body ?? Buffer.alloc(0))).transferSyntaxUid).toBe(`${prefix}.1`);
  });

  it('without pixels can be had in Explicit VR Little Endian, and in nothing compressed', async () => {
    const explicit = await get(report, `application/dicom; transfer-syntax=${prefix}.1`);
    const compressed = await get(report, `application/dicom; transfer-syntax=${prefix}.4.80`);

    expect((await readBytes(Buffer.from(await explicit.arrayBuffer()))).transferSyntaxUid).toBe(`${prefix}.1`);
    expect(compressed.status).toBe(406);
    expect(await compressed.json()).toMatchObject({ detail: expect.stringContaining(`transfer-syntax=${prefix}.1`) });
  });

  it('with transfer-syntax=* is what is stored, byte for byte', async () => {
    const image = images.get(`grey ${prefix}.5`) as MadeImage;

    const response = await get(image, 'application/dicom; transfer-syntax=*');

    expect(Buffer.from(await response.arrayBuffer())).toEqual(image.bytes);
  });
});

/** What a rewritten file may say differently. */
function withoutPixels(dicomJson: Awaited<ReturnType<typeof readBytes>>['dicomJson']) {
  const { '7FE00010': _pixels, '00280004': _photometric, ...rest } = dicomJson;
  return rest;
}
