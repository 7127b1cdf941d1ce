/** The instance asks for more than one inspection may take; whoever cannot be inspected does not come in. */
export class InspectionExceeded extends Error {
  override readonly name = 'InspectionExceeded';
}
