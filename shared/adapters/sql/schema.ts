import type { Generated, Kysely, Transaction } from 'kysely';

/**
 * docs/storage-layout.md tells what the columns hold. `speaker` is the smallest SOP Instance UID of the study (or
 * series): its attributes stand for all, so the rows do not depend on the order of arrival. Keys made by the database
 * (`study_key`, `series_key`) join tables and never leave them.
 */
export interface IndexTables {
  readonly studies: StudyTable;
  readonly series: SeriesTable;
  readonly instances: InstanceTable;
  readonly study_modalities: StudyModalityTable;
  readonly texts: TextTable;
  readonly words: WordTable;
  readonly word_suffixes: WordSuffixTable;
  readonly word_uses: WordUseTable;
  readonly word_totals: WordTotalTable;
  readonly totals: TotalTable;
  readonly instance_texts: InstanceTextTable;
  readonly search_keys: SearchKeyTable;
}

export interface StudyTable extends StudyColumns {
  study_key: Generated<number>;
  study_uid: string;
  speaker: string;
  /** JSON: pairs of modality and how many series have it, in the order of their names. */
  modalities: string;
  series_count: number;
  instance_count: number;
}

/** What the speaker says of its study. */
export interface StudyColumns {
  study_date: string;
  study_time: string;
  accession_number: string;
  referring_physician_name: string;
  study_description: string;
  patient_name: string;
  patient_id: string;
  patient_birth_date: string;
  study_id: string;
  /** Study date and time in UTC; empty where one of them or the zone is unknown. */
  study_moment: string;
  /** JSON: values of declared search keys, by number. */
  extended: string;
  attributes: string;
}

export interface SeriesTable extends SeriesColumns {
  series_key: Generated<number>;
  study_key: number;
  series_uid: string;
  speaker: string;
  instance_count: number;
}

/** What the speaker says of its series. */
export interface SeriesColumns {
  modality: string;
  series_number: number | null;
  series_description: string;
  body_part_examined: string;
  performed_start_date: string;
  performed_start_time: string;
  scheduled_step_id: string;
  requested_procedure_id: string;
  performed_moment: string;
  extended: string;
  attributes: string;
}

export interface InstanceTable {
  sop_instance_uid: string;
  series_key: number;
  sop_class_uid: string;
  transfer_syntax_uid: string;
  instance_number: number | null;
  byte_length: number;
  sha256: string;
  /** JSON of the frame table, `in-sidecar`, or null where there are no frames. */
  frames: string | null;
  extended: string;
  attributes: string;
}

/** A value of a search key that was declared for instances. */
export interface InstanceTextTable {
  attribute: number;
  value: string;
  sop_instance_uid: string;
}

/** A declared search key of which every row has its values. */
export interface SearchKeyTable {
  name: string;
}

/** Dated and named like its study, so that "CT, newest first" is one walk along an index. */
export interface StudyModalityTable {
  modality: string;
  study_date: string;
  study_uid: string;
  study_key: number;
}

/** A value of searchable text: `owner_key` is a study or a series, as the attribute tells. */
export interface TextTable {
  attribute: number;
  value: string;
  owner_key: number;
}

/** The dictionary: each word of an attribute once, however many studies have it. It grows and never forgets. */
export interface WordTable {
  word_key: Generated<number>;
  attribute: number;
  /** With the separators before it, and the boundary where a value ends with it. */
  word: string;
}

/** Every place where a piece of a word can begin. */
export interface WordSuffixTable {
  attribute: number;
  suffix: string;
  word_key: number;
}

/** Who has a word. Those of studies lie in the order of answers: newest first, then by UID. */
export interface WordUseTable {
  word_key: number;
  /** The study date as a number below zero, so that a plain ascending key has the newest first; 0 where unknown. */
  negative_date: number;
  study_uid: string;
  owner_key: number;
}

/** How many studies have a word after exactly this text: from these, every pattern can be counted without studies. */
export interface WordTotalTable {
  word_key: number;
  preceding: string;
  bucket: number;
  total: number;
}

/** Counters in buckets, so that writers of different studies seldom wait for one row. */
export interface TotalTable {
  counted: string;
  bucket: number;
  total: number;
}

export type IndexDatabase = Kysely<IndexTables>;
export type IndexTransaction = Transaction<IndexTables>;

/** The two databases that the index runs on; they differ in row locks, pattern operators and column types. */
export type SqlFlavour = 'sqlite' | 'postgres';
