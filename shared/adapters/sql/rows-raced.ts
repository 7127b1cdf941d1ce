/** Another writer changed what this transaction relied on; rolled back and tried again, it will see it. */
export class RowsRaced extends Error {
  override readonly name = 'RowsRaced';
}
