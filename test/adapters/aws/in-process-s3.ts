import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

interface S3Object {
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
  readonly lastModified: Date;
}

interface Upload {
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly parts: Map<number, Buffer>;
}

interface S3Request {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface S3Reply {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

const listPageSize = 10;

/**
 * As much of S3 as the archive uses, in process and honest: conditional writes, ranges, multipart with copied parts,
 * listing page by page. It stands where the S3Client's request handler does, so that the real client is tested.
 */
export class InProcessS3 {
  readonly objects = new Map<string, S3Object>();
  readonly uploads = new Map<string, Upload>();
  readonly requests: string[] = [];
  readonly #failures: { readonly pattern: RegExp; readonly statusCode: number; readonly code: string }[] = [];

  /** The next request whose `METHOD /path` matches is refused. */
  failNext(pattern: RegExp, statusCode: number, code: string): void {
    this.#failures.push({ pattern, statusCode, code });
  }

  async handle(request: S3Request): Promise<{ response: S3Reply }> {
    const line = `${request.method} ${request.path}`;
    this.requests.push(line);
    // A network takes a moment, and so lets requests overlap.
    await new Promise((done) => setImmediate(done));
    const failing = this.#failures.findIndex(({ pattern }) => pattern.test(line));
    const [failure] = failing === -1 ? [] : this.#failures.splice(failing, 1);
    return { response: failure ? refusal(failure.statusCode, failure.code) : await this.#answer(request) };
  }

  destroy(): void {}

  async #answer(request: S3Request): Promise<S3Reply> {
    const name = decodeURIComponent(request.path.split('/').slice(2).join('/'));
    const query = request.query ?? {};
    if (request.method === 'GET' && query['list-type'] === '2') return this.#list(query);
    if (request.method === 'GET' || request.method === 'HEAD') return this.#read(name, request);
    if (request.method === 'DELETE') return this.#delete(name, query.uploadId);
    const body = await bytesOf(request.body);
    if (request.method === 'POST') return this.#post(name, request, body);
    return query.uploadId === undefined ? this.#put(name, request, body) : this.#putPart(request, body);
  }

  #read(name: string, { headers, method }: S3Request): S3Reply {
    const object = this.objects.get(name);
    if (object === undefined) return refusal(404, 'NoSuchKey');
    const total = object.bytes.length;
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
    const start = Number(range?.[1] ?? 0);
    const end = Math.min(Number(range?.[2] ?? total - 1) + 1, total);
    if (range && start >= total) return refusal(416, 'InvalidRange');
    const bytes = object.bytes.subarray(start, end);
    const described = {
      'content-length': String(bytes.length),
      'last-modified': object.lastModified.toUTCString(),
      ...(range && { 'content-range': `bytes ${start}-${end - 1}/${total}` }),
      ...Object.fromEntries(Object.entries(object.metadata).map(([key, value]) => [`x-amz-meta-${key}`, value])),
    };
    return reply(range ? 206 : 200, described, method === 'HEAD' ? Buffer.alloc(0) : bytes);
  }

  #put(name: string, { headers }: S3Request, bytes: Buffer): S3Reply {
    if (headers['if-none-match'] === '*' && this.objects.has(name)) return refusal(412, 'PreconditionFailed');
    const checksum = headers['x-amz-checksum-sha256'];
    if (checksum !== undefined && checksum !== createHash('sha256').update(bytes).digest('base64')) {
      return refusal(400, 'BadDigest');
    }
    this.objects.set(name, { bytes, metadata: metadataOf(headers), lastModified: new Date() });
    return reply(200, { etag: eTag(bytes) });
  }

  #putPart({ query = {}, headers }: S3Request, body: Buffer): S3Reply {
    const upload = this.uploads.get(String(query.uploadId));
    if (upload === undefined) return refusal(404, 'NoSuchUpload');
    const source = headers['x-amz-copy-source'];
    const copied = source === undefined ? undefined : this.objects.get(source.split('/').slice(1).join('/'));
    if (source !== undefined && copied === undefined) return refusal(404, 'NoSuchKey');
    const bytes = copied?.bytes ?? body;
    upload.parts.set(Number(query.partNumber), bytes);
    if (copied === undefined) return reply(200, { etag: eTag(bytes) });
    return xml(`<CopyPartResult><ETag>${eTag(bytes)}</ETag></CopyPartResult>`);
  }

  #post(name: string, { query = {}, headers }: S3Request, body: Buffer): S3Reply {
    if (query.uploads !== undefined) {
      const id = randomUUID();
      this.uploads.set(id, { name, metadata: metadataOf(headers), parts: new Map() });
      return xml(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    const upload = this.uploads.get(String(query.uploadId));
    if (upload === undefined) return refusal(404, 'NoSuchUpload');
    if (headers['if-none-match'] === '*' && this.objects.has(name)) return refusal(412, 'PreconditionFailed');
    const listed = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) =>
      Number(number),
    );
    const parts = listed.map((number) => upload.parts.get(number));
    const whole = parts.filter((part) => part !== undefined);
    if (whole.length === 0 || whole.length !== parts.length) return refusal(400, 'InvalidPart');
    if (whole.slice(0, -1).some((part) => part.length < 5 * 1024 * 1024)) return refusal(400, 'EntityTooSmall');
    this.objects.set(name, { bytes: Buffer.concat(whole), metadata: upload.metadata, lastModified: new Date() });
    this.uploads.delete(String(query.uploadId));
    return xml('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
  }

  #delete(name: string, uploadId: unknown): S3Reply {
    if (uploadId !== undefined) this.uploads.delete(String(uploadId));
    else this.objects.delete(name);
    return reply(204, {});
  }

  #list(query: NonNullable<S3Request['query']>): S3Reply {
    const after = String(query['continuation-token'] ?? '');
    const names = [...this.objects.keys()].filter((name) => name.startsWith(String(query.prefix)) && name > after);
    const page = names.toSorted().slice(0, listPageSize);
    const last = names.length > page.length ? page.at(-1) : undefined;
    const contents = page.map((name) => {
      const modified = this.objects.get(name)?.lastModified.toISOString();
      return `<Contents><Key>${name}</Key><LastModified>${modified}</LastModified></Contents>`;
    });
    const token = last === undefined ? '' : `<NextContinuationToken>${last}</NextContinuationToken>`;
    return xml(`<ListBucketResult>${contents.join('')}${token}</ListBucketResult>`);
  }
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body as Uint8Array);
  if (!(body instanceof Readable)) throw new Error('the archive sent a body that no HTTP client can send');
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function metadataOf(headers: S3Request['headers']): Record<string, string> {
  const prefix = 'x-amz-meta-';
  const own = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

function eTag(bytes: Buffer): string {
  return `"${createHash('md5').update(bytes).digest('hex')}"`;
}

function reply(statusCode: number, headers: Record<string, string>, bytes: Buffer = Buffer.alloc(0)): S3Reply {
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 65_536) pieces.push(bytes.subarray(at, at + 65_536));
  return { statusCode, headers, body: Readable.from(pieces, { objectMode: false }) };
}

function xml(content: string): S3Reply {
  return reply(200, { 'content-type': 'application/xml' }, Buffer.from(`<?xml version="1.0"?>${content}`));
}

function refusal(statusCode: number, code: string): S3Reply {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return reply(statusCode, { 'content-type': 'application/xml' }, Buffer.from(body));
}
