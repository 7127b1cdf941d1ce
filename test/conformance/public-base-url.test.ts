import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { makeCt } from '../makers/make-ct.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const dicomwebUrl = 'https://images.example.org/stage/dicomweb';
const { bytes, key } = makeCt();
const study = `/studies/${key.studyUid}`;
const series = `${study}/series/${key.seriesUid}`;
const instance = `${series}/instances/${key.sopInstanceUid}`;

/** As behind a proxy that takes `/stage` away before it hands a request on. */
describe('a gateway that the world knows by another address (PUBLIC_BASE_URL)', () => {
  let gateway: TestGateway;
  let receipt: DicomJson;
  beforeAll(async () => {
    gateway = await startGateway({ PUBLIC_BASE_URL: 'https://images.example.org/stage/' });
    const init = {
      method: 'POST',
      body: bytes as Buffer<ArrayBuffer>,
      headers: { 'content-type': 'application/dicom' },
    };
    receipt = (await (await gateway.fetch('/studies', init)).json()) as DicomJson;
  });
  afterAll(() => gateway.close());

  const get = (path: string, accept = '*/*') => gateway.fetch(path, { headers: { accept } });
  const firstOf = async (path: string) => ((await (await get(path)).json()) as DicomJson[])[0];

  it('writes that address into the receipt of a store (0008,1190)', () => {
    const [referenced] = (receipt['00081199']?.Value ?? []) as DicomJson[];

    expect(receipt['00081190']?.Value).toEqual([dicomwebUrl + study]);
    expect(referenced?.['00081190']?.Value).toEqual([dicomwebUrl + instance]);
  });

  it.each([
    ['/studies', study],
    ['/series', series],
    ['/instances', instance],
  ])('writes it into the RetrieveURL of what %s finds', async (path, resource) => {
    const match = await firstOf(path);

    expect(match?.['00081190']?.Value).toEqual([dicomwebUrl + resource]);
  });

  it('writes it into the BulkDataURI of metadata', async () => {
    const metadata = await firstOf(`${series}/metadata`);

    expect(metadata?.['7FE00010']?.BulkDataURI).toBe(`${dicomwebUrl}${instance}/bulkdata/7FE00010`);
  });

  it.each([instance, `${instance}/frames/1`, `${instance}/bulkdata/7FE00010`])(
    'writes it into the Content-Location of %s, in multipart and alone',
    async (path) => {
      const [part] = await readParts(await get(path));
      const alone = await get(path, 'application/dicom, application/octet-stream');

      await alone.arrayBuffer();
      expect(part?.headers.get('content-location')).toBe(dicomwebUrl + path);
      expect(alone.headers.get('content-location')).toBe(dicomwebUrl + path);
    },
  );

  it('writes it into the capabilities (8.9)', async () => {
    const response = await gateway.fetch('/', { method: 'OPTIONS' });

    const { base, resources } = (await response.json()) as { base: string; resources: { resource: string }[] };
    expect(base).toBe(dicomwebUrl);
    const baseUrl = dicomwebUrl.replace(/\/dicomweb$/, '/');
    expect(resources.filter(({ resource }) => !resource.startsWith(baseUrl))).toEqual([]);
  });

  it('writes it into warnings', async () => {
    const another = await gateway.fetch('/studies', {
      method: 'POST',
      body: makeCt().bytes as Buffer<ArrayBuffer>,
      headers: { 'content-type': 'application/dicom' },
    });

    const response = await get('/studies?limit=1');

    expect(another.status).toBe(200);
    expect(response.headers.get('warning')).toMatch(/^299 https:\/\/images\.example\.org\/stage: "/);
  });
});
