import type { CarriedValue, InstanceContent } from '../../dicom/instance-content.ts';
import type { Turnstile } from '../../turnstile.ts';
import type { Evidence } from '../evidence.ts';
import type { InspectedText } from '../inspected-text.ts';
import { certificateTexts, isCertificate } from './certificate-texts.ts';
import type { DocumentReport } from './document-report.ts';
import { type ReadDocuments, readDocuments } from './document-texts.ts';
import { elementTexts } from './element-texts.ts';
import { fileMetaTexts } from './file-meta-texts.ts';
import { isTrailingPadding, paddingTexts } from './padding-texts.ts';
import { partHeaderTexts } from './part-header-texts.ts';
import { preambleTexts } from './preamble-texts.ts';
import { printableTexts } from './printable-texts.ts';
import { segmentTexts } from './segment-texts.ts';
import { takeTexts } from './take-texts.ts';
import { withoutBytes } from './without-bytes.ts';

/** All that can be read of an instance, and whether that is all there is. */
export interface CarriedTexts {
  readonly texts: readonly InspectedText[];
  /** Beyond what the policy lets all detectors look at; those of the floor look at it too. */
  readonly rest: readonly InspectedText[];
  /** There was more than the policy allows to be looked at, or more than the reader kept. */
  readonly isCut: boolean;
  readonly documents: readonly DocumentReport[];
}

export interface CarrierLimits {
  /** Of all texts together. */
  readonly maxTextCharacters: number;
  /** Where the processes that read documents wait for one another. */
  readonly documentTurns: Turnstile;
}

/** What is text by its declaration comes first, what might be text by its bytes last: noise must not crowd out words. */
export async function readCarriers(evidence: Evidence, limits: CarrierLimits): Promise<CarriedTexts> {
  const { content } = evidence;
  const { maxTextCharacters } = limits;
  const documents = await readDocuments(content.values, limits);
  const { texts, rest } = takeTexts(textsInOrder(evidence, documents, maxTextCharacters), maxTextCharacters);
  return { texts, rest, isCut: rest.length > 0 || content.cut.length > 0, documents: documents.reports };
}

function* textsInOrder(
  { content, partHeaders }: Evidence,
  documents: ReadDocuments,
  maxCharacters: number,
): Generator<InspectedText> {
  const { elements, certificates, binaries, paddings } = sortedValues(content.values, documents.understood);
  yield* partHeaderTexts(partHeaders);
  yield* preambleTexts(content.preamble);
  yield* fileMetaTexts(content.fileMeta);
  yield* placed(elementTexts(elements), content);
  yield* documents.texts;
  yield* placed(certificateTexts(certificates), content);
  yield* placed(segmentTexts(content.segments), content);
  yield* placed(printableTexts(binaries, maxCharacters), content);
  yield* placed(paddingTexts(paddings), content);
}

/** Each value in the one place where it is read, so that nothing is found twice. */
function sortedValues(values: readonly CarriedValue[], understood: ReadonlySet<CarriedValue>) {
  const elements: CarriedValue[] = [];
  const certificates: CarriedValue[] = [];
  const binaries: CarriedValue[] = [];
  const paddings: CarriedValue[] = [];
  for (const value of values) {
    if (isTrailingPadding(value)) paddings.push(value);
    else if (value.text !== undefined) elements.push(value);
    else if (!understood.has(value)) (isCertificate(value) ? certificates : binaries).push(value);
  }
  return { elements, certificates, binaries, paddings };
}

/** A deflated data set has no bytes of its own in the file, so nothing of it can be blanked there. */
const placed = (texts: Iterable<InspectedText>, { isDeflated }: InstanceContent): Iterable<InspectedText> =>
  isDeflated ? allWithoutBytes(texts) : texts;

function* allWithoutBytes(texts: Iterable<InspectedText>): Generator<InspectedText> {
  for (const text of texts) yield withoutBytes(text);
}
