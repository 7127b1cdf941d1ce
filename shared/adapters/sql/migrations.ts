import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { IndexTables, SqlFlavour } from './schema.ts';
import { addSearchKeys, indexEmptyValues } from './search-keys-migration.ts';
import { type AnyDatabase, type ColumnTypes, clustered, withKey, withText } from './table-builders.ts';

/** Brings the tables up to date; in PostgreSQL under an advisory lock, so two hosts may start at once. */
export async function migrateIndex(database: Kysely<IndexTables>, flavour: SqlFlavour): Promise<void> {
  const types: ColumnTypes = { flavour, text: flavour === 'sqlite' ? sql`text` : sql`text collate "C"` };
  const migrations: Record<string, Migration> = {
    '0001-index': { up: (db) => createIndexTables(db, types) },
    '0002-search-keys': { up: (db) => addSearchKeys(db, types) },
    '0003-empty-values': { up: indexEmptyValues },
  };
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'index_migrations',
    migrationLockTableName: 'index_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function createIndexTables(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  await createStudies(database, types);
  await createSeries(database, types);
  await createInstances(database, types);
  await createStudyModalities(database, types);
  await createTexts(database, types);
  await createWords(database, types);
  await createWordUses(database, types);
  await createTotals(database, types);
}

async function createStudies(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  const columns = ['study_date', 'study_time', 'accession_number', 'referring_physician_name', 'study_description'];
  const more = ['patient_name', 'patient_id', 'patient_birth_date', 'study_id', 'modalities', 'attributes'];
  const table = withText(withKey(database.schema.createTable('studies'), 'study_key', types), types, [
    'study_uid',
    'speaker',
    ...columns,
    ...more,
  ]);
  await table
    .addColumn('series_count', 'bigint', (column) => column.notNull())
    .addColumn('instance_count', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('studies_uid', ['study_uid'])
    .execute();
  await database.schema
    .createIndex('studies_newest_first')
    .on('studies')
    .columns(['study_date desc', 'study_uid'])
    .execute();
  await database.schema.createIndex('studies_time').on('studies').column('study_time').execute();
  await database.schema.createIndex('studies_birth_date').on('studies').column('patient_birth_date').execute();
}

async function createSeries(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  const table = withText(withKey(database.schema.createTable('series'), 'series_key', types), types, [
    'series_uid',
    'speaker',
    'modality',
    'series_description',
    'body_part_examined',
    'performed_start_date',
    'performed_start_time',
    'scheduled_step_id',
    'requested_procedure_id',
    'attributes',
  ]);
  await table
    .addColumn('study_key', 'bigint', (column) => column.notNull())
    .addColumn('series_number', 'bigint')
    .addColumn('instance_count', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('series_of_study', ['study_key', 'series_uid'])
    .execute();
  await database.schema.createIndex('series_uid').on('series').column('series_uid').execute();
  await database.schema.createIndex('series_performed').on('series').column('performed_start_date').execute();
}

async function createInstances(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  const table = withText(database.schema.createTable('instances'), types, [
    'sop_instance_uid',
    'sop_class_uid',
    'transfer_syntax_uid',
    'sha256',
    'attributes',
  ]);
  await table
    .addColumn('series_key', 'bigint', (column) => column.notNull())
    .addColumn('instance_number', 'bigint')
    .addColumn('byte_length', 'bigint', (column) => column.notNull())
    .addColumn('frames', types.text)
    .addPrimaryKeyConstraint('instances_uid', ['sop_instance_uid'])
    .execute();
  const ofSeries = database.schema.createIndex('instances_of_series').on('instances');
  await ofSeries.columns(['series_key', 'sop_instance_uid']).execute();
}

async function createStudyModalities(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  const table = withText(database.schema.createTable('study_modalities'), types, [
    'modality',
    'study_date',
    'study_uid',
  ]);
  await table
    .addColumn('study_key', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('study_modalities_of_study', ['study_key', 'modality'])
    .execute();
  await database.schema
    .createIndex('study_modalities_newest_first')
    .on('study_modalities')
    .columns(['modality', 'study_date desc', 'study_uid', 'study_key'])
    .execute();
}

async function createTexts(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  const table = withText(database.schema.createTable('texts'), types, ['value'])
    .addColumn('attribute', 'integer', (column) => column.notNull())
    .addColumn('owner_key', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('texts_by_value', ['attribute', 'value', 'owner_key']);
  await clustered(table, types).execute();
}

async function createWords(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  await withText(withKey(database.schema.createTable('words'), 'word_key', types), types, ['word'])
    .addColumn('attribute', 'integer', (column) => column.notNull())
    .addUniqueConstraint('words_of_attribute', ['attribute', 'word'])
    .execute();
  const suffixes = withText(database.schema.createTable('word_suffixes'), types, ['suffix'])
    .addColumn('attribute', 'integer', (column) => column.notNull())
    .addColumn('word_key', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('word_suffixes_by_text', ['attribute', 'suffix', 'word_key']);
  await clustered(suffixes, types).execute();
}

async function createWordUses(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  const uses = withText(database.schema.createTable('word_uses'), types, ['study_uid'])
    .addColumn('word_key', 'bigint', (column) => column.notNull())
    .addColumn('negative_date', 'integer', (column) => column.notNull())
    .addColumn('owner_key', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('word_uses_newest_first', ['word_key', 'negative_date', 'study_uid', 'owner_key']);
  await clustered(uses, types).execute();
  const totals = withText(database.schema.createTable('word_totals'), types, ['preceding'])
    .addColumn('word_key', 'bigint', (column) => column.notNull())
    .addColumn('bucket', 'integer', (column) => column.notNull())
    .addColumn('total', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('word_totals_by_text', ['word_key', 'preceding', 'bucket']);
  await clustered(totals, types).execute();
}

async function createTotals(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  const table = withText(database.schema.createTable('totals'), types, ['counted'])
    .addColumn('bucket', 'integer', (column) => column.notNull())
    .addColumn('total', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('totals_by_bucket', ['counted', 'bucket']);
  await clustered(table, types).execute();
}
