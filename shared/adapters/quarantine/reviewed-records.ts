import { type Authorized, assertCovers } from '../../access/authorize.ts';
import { GatewayError } from '../../errors.ts';
import { inParallel } from '../../in-parallel.ts';
import type {
  FalsePositiveReport,
  QuarantineFilter,
  QuarantineKind,
  QuarantinePage,
  ReviewDecision,
  ReviewedEntry,
} from '../../ports/quarantine.ts';
import { type EntryId, isEntryId } from './entry-id.ts';
import { type KeptEntry, parseDecision, parseEntry, parseReport } from './quarantine-records.ts';
import type { RecordShelf } from './record-shelf.ts';
import { Remembered } from './remembered.ts';

type ReviewPermit = Authorized<'dlp.review'>;

/** Beyond, a site needs an allow-list and not one more report on the same instance. */
const maxReports = 1_000;

/** What filters ask and the order needs, of one entry. */
interface EntryFacts {
  readonly id: EntryId;
  readonly kind: QuarantineKind;
  readonly studyUid: string;
  readonly heldMs: number;
}

/** The reviewer's half of a quarantine, over whatever shelf its records lie on. */
export class ReviewedRecords {
  readonly #shelf: RecordShelf;
  readonly #facts = new Remembered<EntryFacts>();
  readonly #decisions = new Remembered<ReviewDecision['decision']>();

  constructor(shelf: RecordShelf) {
    this.#shelf = shelf;
  }

  /** Who waits is told by names alone, so that the reviewer's usual question reads nothing of what was decided long ago. */
  async list(permit: ReviewPermit, filter: QuarantineFilter): Promise<QuarantinePage> {
    const ids = await this.#idsIn(filter.state);
    const facts = isThere(await inParallel(ids, (id) => this.#factsOf(id)));
    const matching = facts.filter((entry) => isMatch(entry, filter, permit)).toSorted(newestFirst);
    const wanted = matching.slice(filter.offset, filter.offset + filter.limit);
    const entries = isThere(await inParallel(wanted, ({ id }) => this.find(permit, id)));
    return { entries, total: matching.length };
  }

  async find(permit: ReviewPermit, id: string): Promise<ReviewedEntry | undefined> {
    const entry = isEntryId(id) ? await this.#entry(id) : undefined;
    if (entry === undefined) return undefined;
    assertCovers(permit, entry.key.studyUid);
    const [decision, reports] = await Promise.all([this.#decision(entry.id), this.#reports(entry.id)]);
    return { ...entry, ...(decision && { decision }), reports };
  }

  /** The id of an entry that is there; anything else becomes no path and no key. */
  async known(permit: ReviewPermit, id: string): Promise<EntryId> {
    const entry = isEntryId(id) ? await this.#entry(id) : undefined;
    if (entry === undefined) throw noSuchEntry();
    assertCovers(permit, entry.key.studyUid);
    return entry.id;
  }

  async decide(permit: ReviewPermit, id: string, decision: ReviewDecision): Promise<ReviewDecision> {
    const known = await this.known(permit, id);
    if (await this.#shelf.create('decisions', known, JSON.stringify(decision))) return decision;
    const first = await this.#decision(known);
    if (first === undefined) throw new Error('a decision on a quarantine entry is there and cannot be read');
    return first;
  }

  /** Reports are numbered, and each number is given once: so the limit holds for any number of reviewers at a time. */
  async report(permit: ReviewPermit, id: string, report: FalsePositiveReport): Promise<void> {
    const drawer = `reports/${await this.known(permit, id)}` as const;
    const json = JSON.stringify(report);
    for (let number = (await this.#shelf.list(drawer)).length + 1; number <= maxReports; number += 1) {
      if (await this.#shelf.create(drawer, String(number).padStart(4, '0'), json)) return;
    }
    throw new GatewayError('request-invalid', `An entry takes ${maxReports} reports, and this one has them.`);
  }

  async #idsIn(state: QuarantineFilter['state']): Promise<readonly EntryId[]> {
    const ids = (await this.#shelf.list('entries')).filter(isEntryId);
    if (state === undefined) return ids;
    const decided = new Set(await this.#shelf.list('decisions'));
    if (state === 'open') return ids.filter((id) => !decided.has(id));
    const candidates = ids.filter((id) => decided.has(id));
    const decisions = await inParallel(candidates, (id) => this.#decisionWord(id));
    return candidates.filter((_, position) => decisions[position] === state);
  }

  #factsOf(id: EntryId): Promise<EntryFacts | undefined> {
    return this.#facts.of(id, async () => {
      const entry = await this.#entry(id);
      if (entry === undefined) return undefined;
      return { id, kind: entry.kind, studyUid: entry.key.studyUid, heldMs: Date.parse(entry.heldAt) };
    });
  }

  #decisionWord(id: EntryId): Promise<ReviewDecision['decision'] | undefined> {
    return this.#decisions.of(id, async () => (await this.#decision(id))?.decision);
  }

  async #entry(id: EntryId): Promise<KeptEntry | undefined> {
    const record = await this.#shelf.read('entries', id);
    const entry = record && parseEntry(record.json);
    if (entry === undefined || entry.id !== id) return undefined;
    return { ...entry, heldAt: record?.keptAt ?? entry.heldAt };
  }

  async #decision(id: EntryId): Promise<ReviewDecision | undefined> {
    const record = await this.#shelf.read('decisions', id);
    return record && parseDecision(record.json);
  }

  async #reports(id: EntryId): Promise<readonly FalsePositiveReport[]> {
    const drawer = `reports/${id}` as const;
    const names = (await this.#shelf.list(drawer)).toSorted();
    const records = isThere(await inParallel(names, (name) => this.#shelf.read(drawer, name)));
    return isThere(records.map(({ json }) => parseReport(json)));
  }
}

export function noSuchEntry(): GatewayError {
  return new GatewayError('quarantine-entry-not-found', 'There is no such entry in the quarantine.');
}

/** A permit for one study shows that study, whatever else the filter would let through. */
function isMatch({ kind, studyUid }: EntryFacts, filter: QuarantineFilter, { target }: ReviewPermit): boolean {
  if (target.studyUid !== undefined && target.studyUid !== studyUid) return false;
  return (filter.kind ?? kind) === kind && (filter.studyUid ?? studyUid) === studyUid;
}

function newestFirst(one: EntryFacts, other: EntryFacts): number {
  return other.heldMs - one.heldMs || (one.id < other.id ? -1 : 1);
}

function isThere<T>(found: readonly (T | undefined)[]): T[] {
  return found.filter((one) => one !== undefined);
}
