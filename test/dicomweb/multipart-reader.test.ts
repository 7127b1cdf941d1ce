import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MultipartLimits, readMultipart, usualMultipartLimits } from '../../shared/dicomweb/multipart-reader.ts';
import { GatewayError } from '../../shared/errors.ts';

const limits: MultipartLimits = { ...usualMultipartLimits, maxTotalBytes: 1_000_000, maxParts: 20 };
const contentType = 'multipart/related; type="application/dicom"; boundary=b';

interface ReadPart {
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: string;
}

async function* chunksOf(body: Buffer, chunkBytes = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += chunkBytes) yield body.subarray(at, at + chunkBytes);
}

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

async function readAll(body: AsyncIterable<Uint8Array>, type = contentType, within = limits): Promise<ReadPart[]> {
  const parts: ReadPart[] = [];
  for await (const part of readMultipart(body, type, within)) {
    parts.push({ headers: Object.fromEntries(part.headers), bytes: await gather(part.body) });
  }
  return parts;
}

const read = (text: string, type = contentType, within = limits) => readAll(chunksOf(bytesOf(text)), type, within);

const onePart = (header: string, bytes = 'x') => `--b\r\n${header}\r\n\r\n${bytes}\r\n--b--\r\n`;

describe('a well-formed body', () => {
  it('gives its parts in order, with headers by lower-case name', async () => {
    const text =
      '--b\r\nContent-Type: application/dicom\r\nX-One:1\r\n\r\nfirst\r\n--b\r\nA: b\r\n\r\nsecond\r\n--b--\r\n';

    const parts = await read(text);

    expect(parts).toEqual([
      { headers: { 'content-type': 'application/dicom', 'x-one': '1' }, bytes: 'first' },
      { headers: { a: 'b' }, bytes: 'second' },
    ]);
  });

  it.each([
    ['without the last CRLF', '--b\r\nA: b\r\n\r\nx\r\n--b--', 'x'],
    ['with a small preamble and epilogue', 'hello\r\n--b\r\nA: b\r\n\r\nx\r\n--b--\r\nbye', 'x'],
    ['with blanks after the delimiter', '--b \t\r\nA: b\r\n\r\nx\r\n--b \r\n\r\n\r\n--b--', 'x'],
    ['with an empty part', '--b\r\nA: b\r\n\r\n\r\n--b--', ''],
    ['with a part of headers only', '--b\r\nA: b\r\n\r\n--b--', ''],
    [
      'with a line that only begins like the delimiter',
      '--b\r\nA: b\r\n\r\n1\r\n--bc\r\n--b-\r\n--b\n\r\n--b--',
      '1\r\n--bc\r\n--b-\r\n--b\n',
    ],
    ['with the delimiter after a bare LF', '--b\r\nA: b\r\n\r\n1\n--b\r\n2\r\n--b--', '1\n--b\r\n2'],
    ['with CRLFs before the delimiter', '--b\r\nA: b\r\n\r\n\r\n\r\n\r\n--b--', '\r\n\r\n'],
  ])('is read %s', async (_name, text, bytes) => {
    const parts = await read(text);

    expect(parts[0]?.bytes).toBe(bytes);
  });

  it('is the same however it is cut into chunks', async () => {
    const payload = '\r\n--\r\n--b\r\r\n--bb\r\n-';
    const body = bytesOf(`pre\r\n--b\r\nA: b\r\n\r\n${payload}\r\n--b \r\nC: d\r\n\r\n\r\n--b--\r\nepi`);
    const whole = await readAll(chunksOf(body));

    for (let chunkBytes = 1; chunkBytes < body.length; chunkBytes += 1) {
      expect(await readAll(chunksOf(body, chunkBytes))).toEqual(whole);
    }

    expect(whole.map((part) => part.bytes)).toEqual([payload, '']);
  });

  it('gives any bytes back as they were, in any chunks', async () => {
    const parts = fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 5 });
    const boundaries = fc.constantFrom('b', '--', "a'()+_,-./:=?z", 'x'.repeat(70));

    await fc.assert(
      fc.asyncProperty(parts, boundaries, fc.integer({ min: 1, max: 90 }), async (payloads, boundary, chunkBytes) => {
        const delimited = payloads.map((payload) =>
          Buffer.concat([bytesOf(`--${boundary}\r\nA: b\r\n\r\n`), payload, bytesOf('\r\n')]),
        );
        const body = Buffer.concat([...delimited, bytesOf(`--${boundary}--`)]);

        const read = await readAll(chunksOf(body, chunkBytes), `multipart/related; boundary="${boundary}"`);

        expect(read.map((part) => part.bytes)).toEqual(
          payloads.map((payload) => Buffer.from(payload).toString('latin1')),
        );
      }),
    );
  });

  it('hands over subarrays of the chunks that came, not copies', async () => {
    const chunk = bytesOf(onePart('A: b', 'payload'));
    const buffers: ArrayBufferLike[] = [];

    for await (const part of readMultipart(chunksOf(chunk), contentType, limits)) {
      for await (const bytes of part.body) buffers.push(bytes.buffer);
    }

    expect(buffers).toEqual([chunk.buffer]);
  });
});

describe('a consumer', () => {
  const text = '--b\r\nA: 1\r\n\r\nfirst\r\n--b\r\nA: 2\r\n\r\nsecond\r\n--b--';

  it('may leave a part unread or half read', async () => {
    const body = chunksOf(bytesOf(text), 3);
    const seen: (string | undefined)[] = [];

    for await (const part of readMultipart(body, contentType, limits)) {
      for await (const _bytes of part.body) break;
      seen.push(part.headers.get('a'));
    }

    expect(seen).toEqual(['1', '2']);
  });

  it('gets no bytes of another part from a part that it left', async () => {
    const parts = readMultipart(chunksOf(bytesOf(text), 3), contentType, limits);
    const first = (await parts.next()).value;
    await parts.next();

    const late = gather(first?.body ?? []);

    await expect(late).rejects.toThrow('after the next');
  });

  it('that stops early lets the source go', async () => {
    let isReleased = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        yield* chunksOf(bytesOf(text), 5);
      } finally {
        isReleased = true;
      }
    }

    for await (const _part of readMultipart(source(), contentType, limits)) break;

    expect(isReleased).toBe(true);
  });

  it('hears of a body that breaks off inside the part and in the loop', async () => {
    const parts = readMultipart(chunksOf(bytesOf('--b\r\nA: b\r\n\r\nhalf')), contentType, limits);
    const first = (await parts.next()).value;

    const inside = gather(first?.body ?? []);
    const truncated = { code: 'multipart-invalid', message: expect.stringContaining('closing delimiter') };

    await expect(inside).rejects.toMatchObject(truncated);
    await expect(parts.next()).rejects.toMatchObject(truncated);
  });

  it('hears of a source that fails by the source’s own error', async () => {
    const reset = new Error('connection reset');
    async function* source(): AsyncGenerator<Uint8Array> {
      yield bytesOf('--b\r\nA: b\r\n\r\nhalf');
      throw reset;
    }
    const parts = readMultipart(source(), contentType, limits);
    const first = (await parts.next()).value;

    await expect(gather(first?.body ?? [])).rejects.toBe(reset);
    await expect(parts.next()).rejects.toBe(reset);
  });
});

describe('a boundary', () => {
  it.each([
    ['bare', 'multipart/related; boundary=b'],
    ['quoted', 'multipart/related; boundary="b"'],
    ['with an escaped character', 'multipart/related; boundary="\\b"'],
    ['with odd spacing and case', 'Multipart/Related ;  type = application/dicom ;BOUNDARY = b ; '],
  ])('is understood %s', async (_name, type) => {
    const parts = await read(onePart('A: b'), type);

    expect(parts).toHaveLength(1);
  });

  it('may have the 73 characters that Orthanc sends', async () => {
    const boundary = 'b'.repeat(73);

    const parts = await readAll(
      chunksOf(bytesOf(`--${boundary}\r\nA: b\r\n\r\nx\r\n--${boundary}--`), 16),
      `multipart/related; boundary=${boundary}`,
    );

    expect(parts).toHaveLength(1);
  });

  it.each([
    ['is missing', 'multipart/related; type="application/dicom"'],
    ['is empty', 'multipart/related; boundary=""'],
    ['is longer than 128 characters', `multipart/related; boundary=${'b'.repeat(129)}`],
    ['ends in a blank', 'multipart/related; boundary="b "'],
    ['holds characters that are not allowed', 'multipart/related; boundary="b\r\nX: y"'],
    ['is there twice', 'multipart/related; boundary=b; boundary=c'],
    ['belongs to another multipart type', 'multipart/form-data; boundary=b'],
    ['is not closed', 'multipart/related; boundary="b'],
  ])('that %s is refused', async (_name, type) => {
    await expect(read(onePart('A: b'), type)).rejects.toMatchObject({ code: 'multipart-invalid' });
  });
});

describe('a malformed body', () => {
  it.each([
    ['nothing at all', ''],
    ['no delimiter', 'DICM but no delimiter'],
    ['zero parts', '--b--\r\n'],
    ['no closing delimiter', '--b\r\nA: b\r\n\r\nx\r\n--b\r\n'],
    ['bare LFs', '--b\nA: b\n\nx\n--b--\n'],
    ['a header without a colon', onePart('Content-Type application/dicom')],
    ['a header without a name', onePart(': application/dicom')],
    ['a folded header', onePart('Content-Type: application/dicom;\r\n transfer-syntax=1.2')],
    ['a header with NUL', onePart('A: b\0c')],
    ['a header that is not ASCII', onePart('Content-Location: \xe9')],
    ['a header with a bare LF', onePart('A: b\nC: d')],
    ['two content types', onePart('Content-Type: application/dicom\r\ncontent-type: text/plain')],
    ['a content type that is none', onePart('Content-Type: dicom')],
    ['a nested multipart', onePart('Content-Type: multipart/mixed; boundary=c')],
    ['a base64 part', onePart('Content-Transfer-Encoding: base64')],
    ['a quoted-printable part', onePart('Content-Transfer-Encoding: Quoted-Printable')],
  ])('with %s is refused', async (_name, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'multipart-invalid', status: 400 });
  });

  it.each(['binary', '8bit', '7BIT'])('does not include the plain transfer encoding %s', async (encoding) => {
    const parts = await read(onePart(`Content-Transfer-Encoding: ${encoding}`));

    expect(parts).toHaveLength(1);
  });

  it('gives parts or a GatewayError, whatever is changed in it', async () => {
    const original = bytesOf(
      `--b\r\nContent-Type: application/dicom\r\n\r\nfirst\r\n--b\r\nA: b\r\n\r\nsecond\r\n--b--\r\n`,
    );
    const edits = fc.array(fc.tuple(fc.nat(original.length - 1), fc.constantFrom(...bytesOf('\r\n-b: \0\xffx'))), {
      minLength: 1,
    });

    await fc.assert(
      fc.asyncProperty(
        edits,
        fc.nat(original.length),
        fc.integer({ min: 1, max: 40 }),
        async (changes, end, chunkBytes) => {
          const body = Buffer.from(original.subarray(0, end));
          for (const [at, byte] of changes) if (at < end) body[at] = byte;

          const outcome = await readAll(chunksOf(body, chunkBytes)).catch((error: unknown) => error);

          expect(Array.isArray(outcome) || outcome instanceof GatewayError).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a body beyond its limits', () => {
  const tiny: MultipartLimits = {
    maxTotalBytes: 500,
    maxParts: 2,
    maxHeadersPerPart: 2,
    maxHeaderBytesPerPart: 50,
    maxPreambleBytes: 10,
    maxEpilogueBytes: 10,
  };

  it.each([
    ['total bytes', onePart('A: b', 'x'.repeat(600)), 'request-too-large'],
    ['parts', `${'--b\r\nA: b\r\n\r\nx\r\n'.repeat(3)}--b--`, 'request-too-large'],
    ['headers', onePart('A: 1\r\nB: 2\r\nC: 3'), 'multipart-invalid'],
    ['header bytes', onePart(`A: ${'x'.repeat(60)}`), 'multipart-invalid'],
    ['header bytes without an end', `--b\r\nA: ${'x'.repeat(300)}`, 'multipart-invalid'],
    ['preamble', `${'p'.repeat(20)}\r\n${onePart('A: b')}`, 'multipart-invalid'],
    ['epilogue', `${onePart('A: b')}${'e'.repeat(20)}`, 'multipart-invalid'],
  ])('of %s is refused', async (_name, text, code) => {
    await expect(readAll(chunksOf(bytesOf(text), 7), contentType, tiny)).rejects.toMatchObject({ code });
  });
});
