import { sql } from 'kysely';
import { type AnyDatabase, type ColumnTypes, clustered, withText } from './table-builders.ts';

/**
 * Moments in UTC and values of declared search keys. Rows that were there before have none until the index is rebuilt;
 * until then `search_keys` does not name the edition, and what needs the new columns is refused.
 */
export async function addSearchKeys(database: AnyDatabase, types: ColumnTypes): Promise<void> {
  const columns = { studies: 'study_moment', series: 'performed_moment' } as const;
  for (const [table, moment] of Object.entries(columns)) await addText(database, types, { table, moment });
  await addText(database, types, { table: 'instances' });
  const texts = withText(database.schema.createTable('instance_texts'), types, ['value', 'sop_instance_uid'])
    .addColumn('attribute', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('instance_texts_by_value', ['attribute', 'value', 'sop_instance_uid'])
    .addForeignKeyConstraint('instance_texts_go_too', ['sop_instance_uid'], 'instances', ['sop_instance_uid'], (key) =>
      key.onDelete('cascade'),
    );
  await clustered(texts, types).execute();
  const ofInstance = database.schema.createIndex('instance_texts_of_instance').on('instance_texts');
  await ofInstance.column('sop_instance_uid').execute();
  await withText(database.schema.createTable('search_keys'), types, ['name'])
    .addPrimaryKeyConstraint('search_keys_by_name', ['name'])
    .execute();
}

async function addText(
  database: AnyDatabase,
  { text }: ColumnTypes,
  { table, moment }: { readonly table: string; readonly moment?: string },
): Promise<void> {
  if (moment !== undefined) {
    await database.schema
      .alterTable(table)
      .addColumn(moment, text, (column) => column.notNull().defaultTo(''))
      .execute();
  }
  await database.schema
    .alterTable(table)
    .addColumn('extended', text, (column) => column.notNull().defaultTo('{}'))
    .execute();
}

/** What a study may lack; each has an index of the studies that lack it, in the order of answers (PS3.4 C.2.2.2.7). */
const mayBeEmpty = [
  ...['study_date', 'study_time', 'accession_number', 'referring_physician_name', 'study_description'],
  ...['patient_name', 'patient_id', 'patient_birth_date', 'study_id'],
] as const;

/** Costs nothing where the value is there. */
export async function indexEmptyValues(database: AnyDatabase): Promise<void> {
  for (const name of mayBeEmpty) {
    await sql`create index ${sql.ref(`studies_without_${name}`)} on studies (study_date desc, study_uid)
      where ${sql.ref(name)} = ''`.execute(database);
  }
}
