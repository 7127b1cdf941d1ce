import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { ByteRange } from '../../dicom/byte-range.ts';
import type { StoredBytes } from '../../ports/image-archive.ts';
import type { S3Place } from './s3-bucket.ts';
import { isRangeRefused, type Speaking, speakingOfS3 } from './s3-failure.ts';

interface Wanted {
  readonly object: string;
  readonly range?: ByteRange | undefined;
  /** Of which store it is said when the connection fails in the middle. */
  readonly speaking?: Speaking;
}

/** Above this a reply streams; below, its connection is free again before anybody decides whether to read it. */
const maxSingleReadBytes = 1024 * 1024;

/** The part of the range that the object has. */
export async function readObject(bucket: S3Place, wanted: Wanted): Promise<StoredBytes> {
  const { object, range, speaking = speakingOfS3 } = wanted;
  if (range?.length === 0) return nothingOf(bucket, object);
  try {
    const reply = await bucket.client.send(
      new GetObjectCommand({ Bucket: bucket.bucket, Key: object, ...(range && { Range: httpRange(range) }) }),
    );
    const length = reply.ContentLength ?? 0;
    const byteLength = Number(reply.ContentRange?.split('/')[1] ?? length);
    const body = reply.Body as BodyStream;
    return { byteLength, bytes: length > maxSingleReadBytes ? streamed(body, speaking) : oneChunk(await gather(body)) };
  } catch (error) {
    if (!isRangeRefused(error)) throw error;
    return nothingOf(bucket, object);
  }
}

/** What the SDK gives on Node. */
type BodyStream = AsyncIterable<Uint8Array> & { destroy(): void };

function httpRange({ offset, length }: ByteRange): string {
  return `bytes=${offset}-${offset + length - 1}`;
}

async function nothingOf({ client, bucket }: S3Place, object: string): Promise<StoredBytes> {
  const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: object }));
  return { byteLength: head.ContentLength ?? 0, bytes: oneChunk(Buffer.alloc(0)) };
}

async function gather(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* oneChunk(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  if (chunk.length > 0) yield chunk;
}

/** Not a generator: one that was never begun would not close the connection when its consumer gives up. */
function streamed(body: BodyStream, speaking: Speaking): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const chunks = body[Symbol.asyncIterator]();
      return {
        next: () => speaking(() => chunks.next()),
        return: async () => {
          body.destroy();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
