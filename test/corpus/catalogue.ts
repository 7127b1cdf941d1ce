import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One sample file and what two other parsers made of it. */
export interface CatalogueEntry {
  readonly name: string;
  readonly path: string;
  readonly transferSyntaxUid: string;
  /** dcmdump and pydicom both read it from end to end. */
  readonly isReadWholeByOthers: boolean;
  readonly pixels: CataloguedPixels;
}

/** Of the Image Pixel Module, as the other parsers read it; 0 where there is none. */
export interface CataloguedPixels {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly bitsAllocated: number;
  readonly samplesPerPixel: number;
  readonly photometricInterpretation: string;
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
      pixels: {
        rows: Number(field('rows')),
        columns: Number(field('cols')),
        frames: Number(field('frames')) || 1,
        bitsAllocated: Number(field('bits')),
        samplesPerPixel: Number(field('spp')) || 1,
        photometricInterpretation: field('photo'),
      },
      isReadWholeByOthers: field('pydicom_full') === 'ok' && field('dcmdump') === 'ok',
    };
  });
}
