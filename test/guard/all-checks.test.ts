import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { allChecks } from '../../shared/guard/all-checks.ts';
import { type CtSpec, makeCt } from '../makers/make-ct.ts';
import { element, sequence } from '../makers/part10.ts';
import { hitsOf, preambleOf } from './checks/evidence.ts';

const checksFolder = new URL('../../shared/guard/checks/', import.meta.url);

describe('all checks', () => {
  it('are the files of their folder, under their names', () => {
    const files = readdirSync(checksFolder).map((name) => name.replace(/\.ts$/, ''));

    const ids = allChecks.map(({ id }) => id);

    expect(ids.toSorted()).toEqual(files.toSorted());
  });

  it('say what they are about in one sentence', () => {
    for (const { about } of allChecks) expect(about).toMatch(/^[A-Z][^\n]{20,200}\.$/);
  });

  it('say nothing of a plain image as it is read', async () => {
    expect(await idsFor({})).toEqual([]);
  });

  it('see in an image as it is read what each is about', async () => {
    const program = Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1');
    const [capture, modality] = ['1.2.840.10008.5.1.4.1.1.7', 'MR'];
    const privateProgram = [element('00091010', 'OB', program), element('00090010', 'LO', 'SYNTHETIC')];
    const document = element('00420011', 'OB', Buffer.from('<html>'));
    const icon = sequence('00880200', [[element('00280010', 'US', [8])]]);
    const denial = [element('00280301', 'CS', 'NO'), element('00080064', 'CS', 'DF')];

    expect(await idsFor({ file: { preamble: preambleOf('MZ') } })).toEqual(['preamble-executable']);
    expect(await idsFor({ file: { preamble: preambleOf('II*\0') } })).toEqual(['preamble-tiff']);
    expect(await idsFor({ file: { preamble: preambleOf('words') } })).toEqual(['preamble-other']);
    expect(await idsFor({ extra: privateProgram })).toEqual(['embedded-executable']);
    expect(await idsFor({ extra: [document, element('00420012', 'LO', 'application/pdf')] })).toEqual([
      'document-contradiction',
    ]);
    expect(await idsFor({ extra: denial, sopClassUid: capture })).toEqual(['burned-in-contradiction']);
    expect(await idsFor({ modality })).toEqual(['modality-contradiction']);
    expect(await idsFor({ extra: [icon] })).toEqual(['icon-image']);
  });
});

async function idsFor(spec: CtSpec): Promise<readonly string[]> {
  const reader = new Part10Reader({ capture: true });
  await reader.push(makeCt(spec).bytes);
  const header = await reader.finish();
  const content = reader.content();
  return allChecks.flatMap((check) => hitsOf(check, { header, content }).map(() => check.id));
}
