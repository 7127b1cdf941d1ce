import type { ByteRange } from '../../dicom/byte-range.ts';
import type { DeferredBytes } from '../../dicom/writing/bulk-source.ts';
import type { BodyPart } from '../../dicomweb/multipart-reader.ts';
import { GatewayError } from '../../errors.ts';
import type { BulkSpool } from '../../ports/image-archive.ts';

/** One part of bulk data: where it lies in the spool, and what it says of itself. */
export interface BulkPart extends ByteRange {
  readonly essence: string;
  readonly transferSyntaxUid: string | undefined;
  /** What the part's headers say besides its media type. */
  readonly headers: readonly string[];
}

interface Location {
  readonly parts: BulkPart[];
  isClaimed: boolean;
}

const octetStream = 'application/octet-stream';

/**
 * The bulk data of one request (PS3.18 10.5.1), by Content-Location. Each is claimed once: two attributes that point to one
 * part would let a small body be written many times.
 */
export class BulkParts {
  readonly #spool: BulkSpool;
  readonly #baseUrl: string;
  readonly #maxParts: number;
  readonly #locations = new Map<string, Location>();
  #partCount = 0;
  #claimedCount = 0;
  #byteLength = 0;

  constructor(spool: BulkSpool, { baseUrl, maxParts }: { readonly baseUrl: string; readonly maxParts: number }) {
    this.#spool = spool;
    this.#baseUrl = baseUrl;
    this.#maxParts = maxParts;
  }

  async add({ headers, contentType, body }: BodyPart): Promise<void> {
    this.#partCount += 1;
    if (this.#partCount > this.#maxParts) throw tooManyParts(this.#maxParts);
    const offset = this.#byteLength;
    for await (const chunk of body) {
      this.#byteLength += chunk.length;
      await this.#spool.write(chunk);
    }
    const location = headers.get('content-location');
    if (location === undefined) return;
    this.#at(location).parts.push({
      offset,
      length: this.#byteLength - offset,
      essence: contentType?.essence ?? octetStream,
      transferSyntaxUid: contentType?.parameters.get('transfer-syntax'),
      headers: [...headers].filter(([name]) => name !== 'content-type').map(([, value]) => value),
    });
  }

  /** No more parts come. */
  async seal(): Promise<void> {
    await this.#spool.seal();
  }

  /** The parts of this BulkDataURI, in the order in which they came; `claimed` where another attribute has had them. */
  claim(bulkDataUri: string): readonly BulkPart[] | 'missing' | 'claimed' {
    const location = this.#locations.get(this.#canonical(bulkDataUri));
    if (location === undefined) return 'missing';
    if (location.isClaimed) return 'claimed';
    location.isClaimed = true;
    this.#claimedCount += location.parts.length;
    return location.parts;
  }

  get unclaimedCount(): number {
    return this.#partCount - this.#claimedCount;
  }

  read(range: ByteRange): AsyncIterable<Uint8Array> {
    return this.#spool.read(range);
  }

  async readWhole(range: ByteRange): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#spool.read(range)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  deferred(range: ByteRange): DeferredBytes {
    return { byteLength: range.length, open: () => this.#spool.read(range) };
  }

  #at(uri: string): Location {
    const canonical = this.#canonical(uri);
    const known = this.#locations.get(canonical);
    if (known !== undefined) return known;
    const location = { parts: [], isClaimed: false };
    this.#locations.set(canonical, location);
    return location;
  }

  /** RFC 3986 5: relative forms are relative to the request; what is no URI at all stands for itself. */
  #canonical(uri: string): string {
    return URL.parse(uri, this.#baseUrl)?.href ?? uri;
  }
}

const tooManyParts = (maxParts: number) =>
  new GatewayError(
    'request-too-large',
    `The body has more than ${maxParts} parts of bulk data; send fewer instances at once.`,
  );
