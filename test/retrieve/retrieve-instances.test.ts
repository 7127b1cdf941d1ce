import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshUid } from '../makers/fresh-uid.ts';
import { makeCt, makeCtSeries } from '../makers/make-ct.ts';
import { makeLargeMultiFrame } from '../makers/make-large-multi-frame.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readParts } from '../makers/read-parts.ts';
import { baseUrl, bodyOf, openSmallArchive, pathOf, type SmallArchive } from './open-small-archive.ts';

const anyDicom = { accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' };
const series = makeCtSeries(3);
const [first] = series as [(typeof series)[0]];
const implicit = makeCt({ studyUid: first.key.studyUid, transferSyntaxUid: transferSyntaxes.implicitLittleEndian });
const large = makeLargeMultiFrame({ rows: 512, columns: 512, frames: 8 });
let archive: SmallArchive;

beforeAll(async () => {
  archive = await openSmallArchive();
  for (const { bytes } of [...series, implicit]) await archive.keep([bytes]);
  await archive.keep(large.chunks());
});
afterAll(() => archive.close());

async function partsOf(path: string, headers = anyDicom) {
  const reply = await archive.get(path, headers);
  return readParts(new Response(await bodyOf(reply), { headers: reply.headers }));
}

describe('instances', () => {
  it('of a study come as they were stored, each with its transfer syntax and place', async () => {
    const parts = await partsOf(`/studies/${first.key.studyUid}`);

    expect(parts.map(({ body }) => body)).toEqual(expect.arrayContaining([first.bytes, implicit.bytes]));
    expect(parts).toHaveLength(4);
    const part = parts.find(({ body }) => body.equals(implicit.bytes));
    expect(part?.headers.get('content-type')).toBe('application/dicom; transfer-syntax=1.2.840.10008.1.2');
    expect(part?.headers.get('content-location')).toBe(`${baseUrl}/dicomweb${pathOf(implicit.key)}`);
  });

  it('of a series come in the order of their numbers', async () => {
    const parts = await partsOf(`/studies/${first.key.studyUid}/series/${first.key.seriesUid}`);

    expect(parts.map(({ body }) => body)).toEqual(series.map(({ bytes }) => bytes));
  });

  it('come alone without multipart when one is asked for so', async () => {
    const reply = await archive.get(pathOf(first.key), { accept: 'application/dicom' });

    expect(reply.headers['Content-Type']).toBe('application/dicom; transfer-syntax=1.2.840.10008.1.2.1');
    expect(reply.headers['Content-Length']).toBe(String(first.bytes.length));
    expect(await bodyOf(reply)).toEqual(first.bytes);
  });

  it('that are small leave as one buffer of the declared length', async () => {
    const reply = await archive.get(pathOf(first.key));

    expect(reply.body).toBeInstanceOf(Uint8Array);
    expect(reply.headers['Content-Length']).toBe(String((await bodyOf(reply)).length));
  });

  it('that are large leave as a stream of the declared length', async () => {
    const reply = await archive.get(pathOf(large.key), anyDicom);

    const body = await bodyOf(reply);
    const [part] = await readParts(new Response(body, { headers: reply.headers }));

    expect(reply.body).not.toBeInstanceOf(Uint8Array);
    expect(reply.headers['Content-Length']).toBe(String(body.length));
    expect(part?.body).toEqual(Buffer.concat([...large.chunks()]));
  });

  it('are let go of when the client leaves, however little it took', async () => {
    const bodies = await Promise.all([1, 2].map(async () => (await archive.get(pathOf(large.key), anyDicom)).body));
    const [unread, begun] = bodies as [AsyncGenerator<Uint8Array>, AsyncGenerator<Uint8Array>];
    for await (const _chunk of begun) break;
    await unread.return(undefined);

    expect(archive.openStreams()).toBe(0);
  });

  it('are told to the audit trail with their number', async () => {
    const reply = await archive.get(`/studies/${first.key.studyUid}/series/${first.key.seriesUid}`, anyDicom);

    const { studyUid, seriesUid } = first.key;
    expect(reply.audited).toEqual([{ outcome: 'success', studyUid, seriesUid, count: 3 }]);
  });
});

describe('HEAD, and a client that has it already', () => {
  it.each(['', '/metadata', '/frames/1'])('read nothing of the archive: %s', async (ending) => {
    const path = pathOf(large.key) + ending;
    const asked = await archive.head(path);
    const readsBefore = archive.reads.length;

    const head = await archive.head(path);
    const known = await archive.get(path, { accept: '*/*', 'if-none-match': asked.headers.ETag ?? '' });

    expect(archive.reads).toHaveLength(readsBefore);
    expect([head.status, known.status]).toEqual([200, 304]);
    expect([head.body, known.body]).toEqual([undefined, undefined]);
    expect(known.audited).toEqual([{ outcome: 'success', ...large.key, count: 1 }]);
  });
});

describe('what cannot be had', () => {
  it('as MPEG is refused with the syntaxes that can', async () => {
    const asked = archive.get(pathOf(implicit.key), {
      accept: 'application/dicom; transfer-syntax=1.2.840.10008.1.2.4.102',
    });

    await expect(asked).rejects.toMatchObject({
      status: 406,
      message: expect.stringContaining('transfer-syntax=1.2.840.10008.1.2 (or *)'),
    });
  });

  it('as a single part is refused for a series', async () => {
    const { studyUid, seriesUid } = first.key;
    const asked = archive.get(`/studies/${studyUid}/series/${seriesUid}`, { accept: 'application/dicom' });

    await expect(asked).rejects.toMatchObject({ code: 'media-type-not-acceptable' });
  });

  it.each([
    ['study', `/studies/${freshUid()}`, 'study-not-found'],
    ['series', `/studies/${first.key.studyUid}/series/${freshUid()}`, 'series-not-found'],
    ['instance', pathOf({ ...first.key, sopInstanceUid: freshUid() }), 'instance-not-found'],
    [
      'instance under another series',
      pathOf({ ...first.key, seriesUid: implicit.key.seriesUid }),
      'instance-not-found',
    ],
  ])('because there is no such %s is 404', async (_name, path, code) => {
    await expect(archive.get(path)).rejects.toMatchObject({ code, status: 404 });
  });

  it.each(['1.02', '..%2f..', '1.2%00', `1.${'2'.repeat(70)}`])('because %s is no UID is 400', async (uid) => {
    await expect(archive.get(`/studies/${uid}`)).rejects.toMatchObject({ code: 'uid-invalid', status: 400 });
  });
});
