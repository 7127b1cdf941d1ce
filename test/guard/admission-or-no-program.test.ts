import { describe, expect, it } from 'vitest';
import { compile, root } from '../makers/compile-program.ts';

/** A store as it should be: the guard is asked, and what it admits is kept. */
const store = `
import { admit } from '${root}/shared/guard/admission.ts';
import type { Evidence } from '${root}/shared/guard/evidence.ts';
import type { Gateway } from '${root}/shared/gateway.ts';
import type { InstanceDraft } from '${root}/shared/ports/image-archive.ts';

export async function keep(draft: InstanceDraft, evidence: Evidence, { guard }: Gateway) {
  const { sha256 } = await draft.seal();
  const admittance = await admit(guard, evidence, sha256);
  if (admittance.kind === 'objected') return undefined;
  const { admission } = admittance;
  return draft.keep(evidence.header.key, new Uint8Array(), admission);
}
`;

describe('a store', () => {
  it('compiles when it asks the guard', async () => {
    expect(await compile(store)).toEqual({ exitCode: 0, output: '' });
  });

  it('does not compile when it keeps without an admission', async () => {
    const { exitCode, output } = await compile(store.replace(', new Uint8Array(), admission)', ', new Uint8Array())'));

    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/error TS2554: Expected 3 arguments, but got 2\./);
  });

  it('does not compile with an admission that it made itself', async () => {
    const forger = store.replace(
      'const { admission } = admittance;',
      'const { inspection } = admittance.admission; const admission = { sha256, inspection };',
    );

    const { exitCode, output } = await compile(forger);

    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/Property '\[witness\]' is missing/);
  });

  it('does not compile when it takes an objection for an admission', async () => {
    const careless = store.replace("  if (admittance.kind === 'objected') return undefined;\n", '');

    const { exitCode, output } = await compile(careless);

    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/Property 'admission' does not exist/);
  });
});
