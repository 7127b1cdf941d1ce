import { type Authorized, assertCovers } from '../../access/authorize.ts';
import type {
  FalsePositiveReport,
  HoldOutcome,
  Quarantine,
  QuarantineEntry,
  QuarantineFilter,
  QuarantinePage,
  ReviewDecision,
  ReviewedEntry,
} from '../../ports/quarantine.ts';
import { checkedBytes } from '../quarantine/checked-bytes.ts';
import { asKept, type KeptEntry } from '../quarantine/quarantine-records.ts';
import { noSuchEntry, ReviewedRecords } from '../quarantine/reviewed-records.ts';
import { makeS3Client } from './make-s3-client.ts';
import { readObject } from './read-object.ts';
import type { S3Place } from './s3-bucket.ts';
import { isAlreadyThere, isNotFound, isWriteConflict, speakingOfTheQuarantine } from './s3-failure.ts';
import { bytesObject, recordObject } from './s3-quarantine-layout.ts';
import { S3Shelf } from './s3-shelf.ts';
import { uploadOnce } from './upload-once.ts';

type ReviewPermit = Authorized<'dlp.review'>;

/** As AWS wants it: region, credentials and endpoint come from where the code runs. */
export function openS3Quarantine({ bucket }: Pick<S3Place, 'bucket'>): Quarantine {
  return new S3Quarantine({ client: makeS3Client({}), bucket });
}

/**
 * Bytes and records as objects of a bucket of their own. `hold` writes and lists and does nothing else, so that the
 * function that fills the quarantine needs no right to look into it (decision 0071).
 */
export class S3Quarantine implements Quarantine {
  readonly #place: S3Place;
  readonly #shelf: S3Shelf;
  readonly #records: ReviewedRecords;

  constructor(place: S3Place) {
    this.#place = place;
    this.#shelf = new S3Shelf(place);
    this.#records = new ReviewedRecords(this.#shelf);
  }

  async hold(
    permit: Authorized<'study.write' | 'dlp.review'>,
    entry: QuarantineEntry,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<HoldOutcome> {
    assertCovers(permit, entry.key.studyUid);
    const kept = asKept(entry);
    const record = recordObject('entries', kept.id);
    const since = await this.#shelf.keptSince(record);
    if (since !== undefined) return { outcome: 'already-held', heldAt: since };
    await speakingOfTheQuarantine(() => this.#upload(kept, bytes));
    const isNew = await this.#shelf.create('entries', kept.id, JSON.stringify(kept));
    const heldAt = await this.#shelf.keptSince(record);
    if (heldAt === undefined) throw new Error('an entry is not in the quarantine after it was put there');
    return { outcome: isNew ? 'held' : 'already-held', heldAt };
  }

  list(permit: ReviewPermit, filter: QuarantineFilter): Promise<QuarantinePage> {
    return this.#records.list(permit, filter);
  }

  find(permit: ReviewPermit, id: string): Promise<ReviewedEntry | undefined> {
    return this.#records.find(permit, id);
  }

  async readBytes(permit: ReviewPermit, id: string): Promise<AsyncIterable<Uint8Array>> {
    const object = bytesObject(await this.#records.known(permit, id));
    const wanted = { object, speaking: speakingOfTheQuarantine };
    try {
      return (await speakingOfTheQuarantine(() => readObject(this.#place, wanted))).bytes;
    } catch (error) {
      throw isNotFound(error) ? noSuchEntry() : error;
    }
  }

  decide(permit: ReviewPermit, id: string, decision: ReviewDecision): Promise<ReviewDecision> {
    return this.#records.decide(permit, id, decision);
  }

  report(permit: ReviewPermit, id: string, report: FalsePositiveReport): Promise<void> {
    return this.#records.report(permit, id, report);
  }

  async close(): Promise<void> {
    this.#place.client.destroy();
  }

  /** The name is the hash of the bytes: whoever wrote them, they are these. */
  async #upload(entry: KeptEntry, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const object = bytesObject(entry.id);
    try {
      await uploadOnce(this.#place, { object, sha256: entry.id }, checkedBytes(entry, bytes));
    } catch (error) {
      if (isAlreadyThere(error)) return;
      if (isWriteConflict(error) && (await this.#shelf.keptSince(object)) !== undefined) return;
      throw error;
    }
  }
}
