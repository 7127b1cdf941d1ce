/** One thing that is wrong with a policy document: where, and what to do. */
export interface PolicyFault {
  /** `rules[2].when.path[0]`; empty for the document as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A policy document that cannot be used, with everything that is wrong with it. */
export class PolicyFaults extends Error {
  override readonly name = 'PolicyFaults';
  readonly faults: readonly PolicyFault[];
  constructor(faults: readonly PolicyFault[]) {
    super(
      `guard policy: ${faults.map(({ path, message }) => `${path === '' ? 'document' : path}: ${message}`).join('; ')}`,
    );
    this.faults = faults;
  }
}

/** `['rules', 2, 'when']` → `rules[2].when`. */
export function documentPath(steps: readonly PropertyKey[]): string {
  return steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}
