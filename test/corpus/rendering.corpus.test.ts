import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readInstanceHeader } from '../../shared/dicom/read-instance-header.ts';
import { transferSyntaxes } from '../../shared/dicom/transfer-syntaxes.ts';
import { GatewayError } from '../../shared/errors.ts';
import { decodeFrame } from '../../shared/pixels/decode-frame.ts';
import type { EncodedFrame } from '../../shared/pixels/encoded-frame.ts';
import { defaultPixelLimits } from '../../shared/pixels/pixel-limits.ts';
import { sampleValues } from '../../shared/pixels/sample-values.ts';
import { geometryOf } from '../../shared/render/geometry.ts';
import { type GreyPlan, modalityValueOf } from '../../shared/render/grey-transform.ts';
import { type ImageSource, imageOf } from '../../shared/render/image-source.ts';
import { planRendering } from '../../shared/render/plan-rendering.ts';
import type { RenderingJob } from '../../shared/render/rendering-job.ts';
import { runRendering } from '../../shared/render/run-rendering.ts';
import { valueReader } from '../../shared/render/value-reader.ts';
import { inflatedRange } from '../../shared/retrieve/inflated-range.ts';
import type { OpenRange } from '../../shared/retrieve/read-ranges.ts';
import { type CatalogueEntry, corpusFolder, noCorpusNotice, readCatalogue } from './catalogue.ts';
import { pictureDifference } from './picture-difference.ts';
import { hasReferenceTools, type ReferenceWindow, referencePicture } from './reference-picture.ts';

const folder = corpusFolder();
if (folder === undefined) console.warn(noCorpusNotice);
const work = mkdtempSync(join(tmpdir(), 'portcullis-rendering-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Row {
  readonly name: string;
  readonly transferSyntax: string;
  /** `equal`, a difference, or why there is none. */
  readonly verdict: string;
  readonly meanDifference?: number;
  readonly similarity?: number;
}

/** What no decoder here reads; whether it should is asked where frames are decoded. */
const knownRefusals: Readonly<Record<string, string>> = {
  'JPEG-lossy.dcm': 'JPEG of 12 bits',
  'JPGExtended.dcm': 'JPEG of 12 bits',
  'JPEG2000-embedded-sequence-delimiter.dcm': 'more JPEG 2000 tiles than a codec is given',
  'sample-op.dcm': 'called lossless, and holds JPEG of another process',
};

describe.skipIf(folder === undefined || !hasReferenceTools())('every image of the corpus', () => {
  it('is rendered to the picture that dcmtk or gdcm make of it', async () => {
    const rows: Row[] = [];
    for (const entry of readCatalogue(folder ?? '')) {
      const row = await compare(entry);
      if (row !== undefined) rows.push(row);
    }

    console.log(table(rows));
    const refused = rows.filter(({ verdict }) => verdict.startsWith('refused')).map(({ name }) => basename(name));
    expect(refused.filter((name) => knownRefusals[name] === undefined)).toEqual([]);
    expect(
      rows.filter(({ verdict }) => verdict === 'DIFFERENT' || verdict === 'CRASHED').map(({ name }) => name),
    ).toEqual([]);
  });
});

/** One grey in 255 on average is another rounding or another JPEG decoder; less likeness is another picture. */
const [greatestDifference, leastSimilarity] = [1, 0.98];

async function compare(entry: CatalogueEntry): Promise<Row | undefined> {
  const source = await sourceOf(entry.path);
  if (source === undefined) return undefined;
  const transferSyntax = transferSyntaxes.get(source.header.transferSyntaxUid)?.name ?? '';
  const row = { name: entry.name, transferSyntax };
  try {
    const job = await unstretchedJob(source);
    const { bytes: picture } = await runRendering(job, defaultPixelLimits);
    const path = join(dirname(entry.path), sameImage[basename(entry.path)] ?? basename(entry.path));
    const reference = await referencePicture({ path, window: await windowOf(job), folder: work });
    if (reference === undefined) return { ...row, verdict: 'no reference' };
    const difference = await pictureDifference(picture, reference);
    if (difference === undefined) return { ...row, verdict: 'DIFFERENT' };
    const { meanDifference, similarity } = difference;
    const isAlike = meanDifference <= greatestDifference && similarity >= leastSimilarity;
    return { ...row, verdict: isAlike ? 'equal' : 'DIFFERENT', meanDifference, similarity };
  } catch (error) {
    return { ...row, verdict: error instanceof GatewayError ? `refused: ${error.message.slice(0, 70)}` : 'CRASHED' };
  }
}

const plainWishes = { annotations: [], warnings: [], quality: 90, iccProfile: 'no' } as const;

/** The reference does not stretch pixels that are not square, so they are not stretched here either. */
async function unstretchedJob(source: ImageSource): Promise<RenderingJob> {
  const { columns: width, rows: height } = source.description;
  const job = await planRendering(source, { frameNumbers: [1], mediaType: 'image/png', wishes: plainWishes });
  return { ...job, geometry: geometryOf({ width, height }, 1) };
}

/** Where neither toolkit reads an image right, the same image in another transfer syntax is what it is compared with. */
const sameImage: Readonly<Record<string, string>> = {
  'rtdose_expb.dcm': 'rtdose.dcm',
  'rtdose_expb_1frame.dcm': 'rtdose_1frame.dcm',
  'liver_deflate.dcm': 'liver.dcm',
  'liver_rle.dcm': 'liver.dcm',
  'liver_nonbyte_aligned_deflate.dcm': 'liver_nonbyte_aligned.dcm',
  'liver_nonbyte_aligned_rle.dcm': 'liver_nonbyte_aligned.dcm',
};

async function windowOf({ frames: [frame] }: RenderingJob): Promise<ReferenceWindow> {
  if (frame?.plan.kind !== 'grey') return 'as-is';
  const { voi, padding } = frame.plan;
  if (voi.kind === 'table') return 'first-table';
  if (voi.kind === 'extent' && padding !== undefined) return extentWithoutPadding(frame.frame, frame.plan);
  if (voi.kind === 'extent' || frame.frame.description.bitsStored === 1) return 'all-values';
  return voi.window.function === 'linear-exact' ? 'as-is' : 'first-window';
}

/** dcmtk counts padding among the values that it shows, so it is told what they are without. */
async function extentWithoutPadding(frame: EncodedFrame, { modality, padding }: GreyPlan): Promise<ReferenceWindow> {
  const values = [...sampleValues(await decodeFrame(frame, defaultPixelLimits))];
  const isImage = (value: number) => value < (padding?.from ?? 0) || value > (padding?.to ?? 0);
  const shown = values.filter(isImage).map(modalityValueOf(modality));
  const least = shown.reduce((one, other) => Math.min(one, other));
  const greatest = shown.reduce((one, other) => Math.max(one, other));
  return { center: (least + greatest + 1) / 2, width: greatest - least + 1 };
}

async function sourceOf(path: string): Promise<ImageSource | undefined> {
  const file = readFileSync(path);
  const chunks = async function* () {
    yield Uint8Array.from(file);
  };
  try {
    const header = await readInstanceHeader(chunks());
    const isDeflated = transferSyntaxes.get(header.transferSyntaxUid)?.deflated === true;
    const open: OpenRange = async (range) =>
      isDeflated ? inflatedRange(chunks(), range) : once(file.subarray(range.offset, range.offset + range.length));
    return header.frames === undefined ? undefined : imageOf({ header, open, read: valueReader(header, open) });
  } catch {
    return undefined;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, transferSyntax, verdict, meanDifference, similarity }) =>
    [verdict.padEnd(12), meanDifference?.toFixed(3) ?? '', similarity?.toFixed(4) ?? '', transferSyntax, name].join(
      '\t',
    ),
  );
  const counts = Object.entries(Object.groupBy(rows, ({ verdict }) => verdict)).map(
    ([verdict, of = []]) => `${of.length} ${verdict}`,
  );
  return ['verdict\tmean difference of 255\tsimilarity\ttransfer syntax\tfile', ...lines.sort(), ...counts].join('\n');
}
