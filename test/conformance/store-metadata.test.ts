import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { readBytes } from '../dicom/read-bytes.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { makeCt } from '../makers/make-ct.ts';
import {
  type BodyPartSpec,
  bareMetadata,
  bodyOf,
  jsonBody,
  type MetadataBody,
  xmlBody,
} from '../makers/metadata-body.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const store = ({ contentType, body }: MetadataBody, path = '/studies') =>
  gateway.fetch(path, { method: 'POST', body, headers: { 'content-type': contentType } });
const itemsOf = (response: DicomJson, tag: string) => (response[tag]?.Value ?? []) as DicomJson[];
const reasonsOf = async (response: Response): Promise<unknown[]> => {
  const body = (await response.json()) as DicomJson;
  return [...itemsOf(body, '00081198'), ...itemsOf(body, '0008119A')].map((item) => item['00081197']?.Value?.[0]);
};
const pathOf = ({ studyUid, seriesUid, sopInstanceUid }: InstanceKey) =>
  `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}`;
const fetchFile = async (key: InstanceKey): Promise<Buffer> => {
  const response = await gateway.fetch(pathOf(key), { headers: { accept: 'application/dicom; transfer-syntax=*' } });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};
const freshKey = () => ({ studyUid: freshUid(), seriesUid: freshUid(), sopInstanceUid: freshUid() }) as InstanceKey;

/** A CT as its metadata, and its pixel data as a part. */
async function ctParts(uri = `bulk/${freshUid()}`) {
  const ct = makeCt({ patientName: 'Sÿnthetic^Ada' });
  const { dicomJson } = await readBytes(ct.bytes);
  const metadata = { ...dicomJson, '7FE00010': { vr: 'OW', BulkDataURI: uri } };
  const part: BodyPartSpec = { contentType: 'application/octet-stream', location: uri, content: ct.pixelBytes };
  return { ct, metadata, part };
}

describe.each([
  ['application/dicom+json', jsonBody],
  ['application/dicom+xml', xmlBody],
] as const)('POST /studies of %s with bulk data (PS3.18 10.5.1)', (_type, metadataBody) => {
  it('stores several instances, each with its own bulk data, and gives back what was sent', async () => {
    const [one, other] = [await ctParts(), await ctParts()];

    const response = await store(metadataBody([one.metadata, other.metadata], [other.part, one.part]));

    expect(response.status).toBe(200);
    for (const { ct, metadata } of [one, other]) {
      const file = await fetchFile(ct.key);
      const header = await readBytes(file);
      expect(header.transferSyntaxUid).toBe('1.2.840.10008.1.2.1');
      expect({ ...header.dicomJson, '7FE00010': undefined }).toEqual({ ...metadata, '7FE00010': undefined });
      const { offset = 0, length = 0 } = header.bulk['7FE00010'] ?? {};
      expect(file.subarray(offset, offset + length).equals(ct.pixelBytes)).toBe(true);
    }
  });

  it('writes the File Meta Information itself (PS3.10 7.1)', async () => {
    const { ct, metadata, part } = await ctParts();

    await store(metadataBody([metadata], [part]));

    const file = await fetchFile(ct.key);
    expect(file.subarray(128, 132).toString()).toBe('DICM');
    expect(file.includes('PORTCULLIS')).toBe(true);
  });

  it('refuses group 0002 in metadata (8.6.1.2; reason C005H)', async () => {
    const metadata = { ...bareMetadata(freshKey()), '00020010': { vr: 'UI', Value: ['1.2.840.10008.1.2.1'] } };

    const response = await store(metadataBody([metadata]));

    expect(response.status).toBe(409);
    expect(await reasonsOf(response)).toEqual([0xc005]);
  });

  it.each([
    [
      'absolute and relative',
      (base: string, name: string) => [`${base}/dicomweb/studies/bulk/${name}`, `studies/bulk/${name}`],
    ],
    ['a path and relative', (_base: string, name: string) => [`/dicomweb/bulk/${name}`, `bulk/${name}`]],
    [
      'absolute of another host on both sides',
      (_base: string, name: string) => [`https://h.example/${name}`, `https://h.example/${name}`],
    ],
    ['a URN on both sides', (_base: string, name: string) => [`urn:uuid:${name}`, `urn:uuid:${name}`]],
  ])('matches Content-Location with BulkDataURI: %s (10.5.1, RFC 3986 5)', async (_what, forms) => {
    const [uri = '', location = ''] = forms(gateway.baseUrl, freshUid());
    const { ct, metadata, part } = await ctParts(uri);

    const response = await store(metadataBody([metadata], [{ ...part, location }]));

    expect(response.status).toBe(200);
    expect((await fetchFile(ct.key)).includes(ct.pixelBytes)).toBe(true);
  });

  it('never fetches a BulkDataURI that no part has as its Content-Location (reason C006H)', async () => {
    const { metadata } = await ctParts(`${gateway.dicomwebUrl}/studies`);

    const response = await store(metadataBody([metadata]));

    expect(response.status).toBe(409);
    expect(await reasonsOf(response)).toEqual([0xc006]);
  });

  it('refuses two parts of one location where one is meant (reason C007H)', async () => {
    const { metadata, part } = await ctParts();

    const response = await store(metadataBody([metadata], [part, part]));

    expect(await reasonsOf(response)).toEqual([0xc007]);
  });

  it('refuses a second instance that points to the same part (reason C007H), and stores the first', async () => {
    const one = await ctParts();
    const other = await ctParts();
    const metadata = { ...other.metadata, '7FE00010': { vr: 'OW', BulkDataURI: one.part.location ?? '' } };

    const response = await store(metadataBody([one.metadata, metadata], [one.part]));

    expect(response.status).toBe(202);
    expect(await reasonsOf(response)).toEqual([0xc007]);
  });

  it('stores the others and says so where a part is named by nothing (reason C009H)', async () => {
    const { metadata, part } = await ctParts();

    const response = await store(metadataBody([metadata], [part, { ...part, location: 'nobody/asks' }]));

    expect(response.status).toBe(202);
    expect(await reasonsOf(response)).toEqual([0xc009]);
  });

  it('answers 200 to the same metadata and bulk data again (10.5.3), and 0111H to others', async () => {
    const { metadata, part } = await ctParts();
    const changed = { ...metadata, '00100020': { vr: 'LO', Value: ['SOMEBODY-ELSE'] } };

    const first = await store(metadataBody([metadata], [part]));
    const second = await store(metadataBody([metadata], [part]));
    const third = await store(metadataBody([changed], [part]));

    expect([first.status, second.status, third.status]).toEqual([200, 200, 409]);
    expect(await reasonsOf(third)).toEqual([0x0111]);
  });

  it('refuses an instance of another study than the path (reason A901H)', async () => {
    const { metadata, part } = await ctParts();

    const response = await store(metadataBody([metadata], [part]), `/studies/${freshUid()}`);

    expect(await reasonsOf(response)).toEqual([0xa901]);
  });

  it('answers 400 to a body that ends early and stores nothing of it (10.5.3)', async () => {
    const { ct, metadata, part } = await ctParts();
    const { contentType, body } = metadataBody([metadata], [part]);

    const response = await store({ contentType, body: body.subarray(0, -6) });

    expect(response.status).toBe(400);
    expect((await gateway.fetch(pathOf(ct.key), { headers: { accept: '*/*' } })).status).toBe(404);
  });

  it('refuses what no VR can hold and names the instance and the tag, not the value (reason C005H)', async () => {
    const key = freshKey();
    const metadata = { ...bareMetadata(key), '00280010': { vr: 'US', Value: [70_000] } };

    const response = await store(metadataBody([metadata]));

    const text = await response.text();
    expect(response.status).toBe(409);
    expect(text).toContain(key.sopInstanceUid);
    expect(text).toContain('(0028,0010)');
    expect(text).not.toContain('70000');
  });
});

describe('the same instance in JSON and in XML', () => {
  it('is the same instance: equal bytes are written for both (10.5.3)', async () => {
    const { metadata, part } = await ctParts();

    const first = await store(jsonBody([metadata], [part]));
    const second = await store(xmlBody([metadata], [part]));

    expect([first.status, second.status]).toEqual([200, 200]);
  });
});

describe('POST /studies of JSON that is none (PS3.18 10.5.3)', () => {
  const json = (content: string | Uint8Array) =>
    bodyOf('application/dicom+json', [{ contentType: 'application/dicom+json', content }]);

  it.each([
    ['no JSON', '[{"00080018":'],
    ['no array', '{"00080018":{"vr":"UI"}}'],
    ['nothing', ''],
    ['an empty array', ' [ ] '],
    ['something after the array', '[{}] x'],
    ['bytes that are no UTF-8', Buffer.from('[{"00100010":{"vr":"LO","Value":["\xff"]}}]', 'latin1')],
    ['nesting beyond all measure', `[${'['.repeat(100_000)}`],
  ])('answers 400 to %s', async (_what, content) => {
    const response = await store(json(content));

    expect(response.status).toBe(400);
    expect(((await response.json()) as { code: string }).code).toBe('metadata-invalid');
  });

  it('answers 400 to two parts of metadata, and to none', async () => {
    const part = { contentType: 'application/dicom+json', content: '[]' };

    const two = await store(bodyOf('application/dicom+json', [part, part]));
    const none = await store(
      bodyOf('application/dicom+json', [{ contentType: 'application/octet-stream', content: 'x' }]),
    );

    expect([two.status, none.status]).toEqual([400, 400]);
  });

  it.each([
    ['a name that is no tag', { __proto__: null, polluted: { vr: 'LO' } }],
    ['a prototype', JSON.parse('{"__proto__":{"vr":"LO","Value":["x"]}}')],
    ['a constructor', JSON.parse('{"constructor":{"prototype":{"polluted":true}}}')],
    ['an attribute that is no object', { '00100010': 'Ada' }],
    ['an attribute without vr', { '00100020': { Value: ['x'] } }],
    ['an unknown vr', { '00100020': { vr: 'ZZ', Value: ['x'] } }],
    ['Value and InlineBinary at once', { '00100020': { vr: 'LO', Value: ['x'], InlineBinary: 'AA==' } }],
    ['a Value that is no array', { '00100020': { vr: 'LO', Value: 'x' } }],
    ['a text where a number belongs', { '00280010': { vr: 'US', Value: ['many'] } }],
    ['base64 that is none', { '00282000': { vr: 'OB', InlineBinary: '!!!!' } }],
    ['base64 with bits beyond its end', { '00282000': { vr: 'OB', InlineBinary: 'AB==' } }],
    [
      'half a character',
      { '00080005': { vr: 'CS', Value: ['ISO_IR 192'] }, '00104000': { vr: 'LT', Value: ['\ud800'] } },
    ],
    ['a tag in both cases', { '0008103e': { vr: 'LO' }, '0008103E': { vr: 'LO' } }],
  ])('refuses %s, and the process is as before', async (what, attributes) => {
    const metadata = { ...bareMetadata(freshKey()), ...Object.fromEntries(Object.entries(attributes)) };
    const text = `[${JSON.stringify(metadata).replace('{', what === 'a prototype' ? '{"__proto__":{"vr":"LO"},' : '{')}]`;

    const response = await store(json(text));

    expect(response.status).toBe(409);
    expect([0xc005, 0xc000]).toContain((await reasonsOf(response))[0]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('POST /studies of XML that is none (PS3.18 10.5.3)', () => {
  const xml = (content: string) => bodyOf('application/dicom+xml', [{ contentType: 'application/dicom+xml', content }]);
  const bomb = `<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at} "&a${at - 1 < 0 ? '' : at - 1};&a${at - 1 < 0 ? '' : at - 1};">`).join('')}]>`;

  it.each([
    ['no XML', '<NativeDicomModel>'],
    ['another root', '<Dicom/>'],
    [
      'an entity bomb',
      `${bomb}<NativeDicomModel><DicomAttribute tag="00100010" vr="LO"><Value number="1">&a29;</Value></DicomAttribute></NativeDicomModel>`,
    ],
    ['an external entity', '<!DOCTYPE b [<!ENTITY e SYSTEM "file:///etc/passwd">]><NativeDicomModel/>'],
    ['an entity that nobody declared', '<NativeDicomModel>&e;</NativeDicomModel>'],
    ['nesting beyond all measure', `<NativeDicomModel>${'<Item>'.repeat(100_000)}`],
    ['an element that PS3.19 does not know', '<NativeDicomModel><script/></NativeDicomModel>'],
    ['text where none belongs', '<NativeDicomModel>words</NativeDicomModel>'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><NativeDicomModel/>'],
  ])('answers 400 to %s', async (_what, content) => {
    const response = await store(xml(content));

    expect(response.status).toBe(400);
    expect(((await response.json()) as { code: string }).code).toBe('metadata-invalid');
  });

  it('finds the block of private attributes by their creator (PS3.19 Table A.1.5-2)', async () => {
    const key = freshKey();
    const metadata = {
      ...bareMetadata(key),
      '00091100': { vr: 'LO', Value: ['the first of block 11'] },
      '00091110': { vr: 'LO', Value: ['in block 11'] },
      '00090011': { vr: 'LO', Value: ['SYNTHETIC'] },
    };

    const response = await store(xmlBody([metadata]));

    expect(response.status).toBe(200);
    const { dicomJson } = await readBytes(await fetchFile(key));
    expect(dicomJson['00091110']?.Value).toEqual(['in block 11']);
    expect(dicomJson['00091100']?.Value).toEqual(['the first of block 11']);
  });

  it('reserves a block for a creator that has none', async () => {
    const key = freshKey();
    const [text = ''] = [
      xmlBody([bareMetadata(key)])
        .body.toString()
        .split('\r\n\r\n')[1]
        ?.split('</NativeDicomModel>')[0],
    ];
    const private09 =
      '<DicomAttribute tag="00090005" vr="LO" privateCreator="SYNTHETIC"><Value number="1">x</Value></DicomAttribute>';

    const response = await store(xml(`${text}${private09}</NativeDicomModel>`));

    expect(response.status).toBe(200);
    const { dicomJson } = await readBytes(await fetchFile(key));
    expect([dicomJson['00090010']?.Value, dicomJson['00091005']?.Value]).toEqual([['SYNTHETIC'], ['x']]);
  });
});

describe('text of metadata (PS3.18 F.2)', () => {
  it('is declared ISO_IR 192 where nothing is declared and it needs it', async () => {
    const key = freshKey();

    await store(jsonBody([{ ...bareMetadata(key), '00081030': { vr: 'LO', Value: ['Übung'] } }]));

    const { dicomJson } = await readBytes(await fetchFile(key));
    expect([dicomJson['00080005']?.Value, dicomJson['00081030']?.Value]).toEqual([['ISO_IR 192'], ['Übung']]);
  });

  it('is written in a declared set of one byte a character', async () => {
    const key = freshKey();
    const metadata = {
      ...bareMetadata(key),
      '00080005': { vr: 'CS', Value: ['ISO_IR 144'] },
      '00081030': { vr: 'LO', Value: ['Ж'] },
    };

    await store(jsonBody([metadata]));

    const file = await fetchFile(key);
    expect(file.includes(Buffer.from('ISO_IR 144'))).toBe(true);
    expect((await readBytes(file)).dicomJson['00081030']?.Value).toEqual(['Ж']);
  });

  it('is refused where the declared set lacks it (reason C005H)', async () => {
    const metadata = {
      ...bareMetadata(freshKey()),
      '00080005': { vr: 'CS', Value: ['ISO_IR 100'] },
      '00081030': { vr: 'LO', Value: ['Ж'] },
    };

    expect(await reasonsOf(await store(jsonBody([metadata])))).toEqual([0xc005]);
  });
});
