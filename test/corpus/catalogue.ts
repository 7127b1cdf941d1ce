import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One sample file and what two other parsers made of it. */
export interface CatalogueEntry {
  readonly name: string;
  readonly path: string;
  readonly transferSyntaxUid: string;
  /** dcmdump and pydicom both read it from end to end. */
  readonly isReadWholeByOthers: boolean;
}

/** The folder of `DICOM_CORPUS`, if the caller has one; the project's own tests need none. */
export function corpusFolder(): string | undefined {
  return process.env.DICOM_CORPUS || undefined;
}

/** Said so that nobody takes a run without files for a run that found nothing wrong. */
export const noCorpusNotice =
  'SKIPPED: set DICOM_CORPUS to a folder with a catalogue.tsv of DICOM files to run the corpus tests';

/** `catalogue.tsv`: tab-separated, named columns, one line for a file. */
export function readCatalogue(folder: string): CatalogueEntry[] {
  const [header = '', ...lines] = readFileSync(join(folder, 'catalogue.tsv'), 'utf8').trimEnd().split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const fields = line.split('\t');
    const field = (name: string) => fields[columns.indexOf(name)]?.trim() ?? '';
    return {
      name: `${field('source')}/${field('path')}`,
      path: join(folder, field('source'), field('path')),
      transferSyntaxUid: field('ts'),
      isReadWholeByOthers: field('pydicom_full') === 'ok' && field('dcmdump') === 'ok',
    };
  });
}
