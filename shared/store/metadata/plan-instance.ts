import { DicomError } from '../../dicom/dicom-error.ts';
import type { DicomJson, DicomJsonAttribute } from '../../dicom/dicom-json.ts';
import { tagToText } from '../../dicom/tags.ts';
import type { BulkSource } from '../../dicom/writing/bulk-source.ts';
import type { Part10Plan } from '../../dicom/writing/part10-bytes.ts';
import type { BulkPart } from './bulk-parts.ts';
import { completeDocument } from './complete-document.ts';
import { completeImage } from './complete-image.ts';
import { declareUnicode } from './declare-unicode.ts';
import { planPixelData } from './plan-pixel-data.ts';
import type { BulkReading } from './transform-picture.ts';

export interface InstancePlan {
  readonly plan: Part10Plan;
  /** What the headers of its bulk parts say. */
  readonly headers: readonly string[];
}

const explicitLittleEndian = '1.2.840.10008.1.2.1';
const octetStream = 'application/octet-stream';
const [pixelData, encapsulatedDocument] = ['7FE00010', '00420011'];

/** Finds the bytes of every BulkDataURI among the parts of the body, and nowhere else: no address is ever fetched. */
export async function planInstance(metadata: DicomJson, reading: BulkReading): Promise<InstancePlan> {
  const planner: Planner = { ...reading, sources: new Map(), syntaxes: new Set(), headers: [] };
  const completed = await planDataSet(metadata, planner, true);
  const [transferSyntaxUid = explicitLittleEndian, other] = planner.syntaxes;
  if (other !== undefined)
    throw new DicomError('bulk-contradictory', 'pixel data of one instance have two transfer syntaxes');
  const dicomJson = declareUnicode(completed);
  return { plan: { dicomJson, transferSyntaxUid, bulk: planner.sources }, headers: planner.headers };
}

interface Planner extends BulkReading {
  readonly sources: Map<string, BulkSource>;
  /** Of the pixel data that are to be encapsulated. */
  readonly syntaxes: Set<string>;
  readonly headers: string[];
}

/** Calls itself for items, at most as deep as metadata may nest. */
async function planDataSet(dicomJson: DicomJson, planner: Planner, isTop: boolean): Promise<DicomJson> {
  let completed: Record<string, DicomJsonAttribute> = Object.assign(Object.create(null), dicomJson);
  for (const [tag, attribute] of Object.entries(dicomJson)) {
    if (attribute.vr === 'SQ' && attribute.Value !== undefined) {
      const items = [];
      for (const item of attribute.Value) items.push(await planDataSet(item as DicomJson, planner, false));
      completed[tag] = { vr: 'SQ', Value: items };
    } else if (attribute.BulkDataURI !== undefined) {
      completed = await planBulk({ tag, attribute, completed }, planner, isTop);
    }
  }
  return completed;
}

interface Wanted {
  readonly tag: string;
  readonly attribute: DicomJsonAttribute;
  readonly completed: DicomJson;
}

async function planBulk({ tag, attribute, completed }: Wanted, planner: Planner, isTop: boolean): Promise<DicomJson> {
  const uri = attribute.BulkDataURI ?? '';
  const parts = claimed(tag, uri, planner);
  for (const { headers } of parts) planner.headers.push(...headers);
  if (tag === pixelData) {
    const planned = await planPixelData(parts, planner);
    planner.sources.set(uri, planned.source);
    if (planned.transferSyntaxUid !== undefined) planner.syntaxes.add(planned.transferSyntaxUid);
    return isTop ? completeImage(completed, planned) : completed;
  }
  const part = only(tag, parts);
  planner.sources.set(uri, { kind: 'value', value: planner.bulk.deferred(part) });
  if (tag === encapsulatedDocument && isTop) return completeDocument(completed, part);
  if (part.essence !== octetStream) throw contradictory(tag, 'has bulk data that are not application/octet-stream');
  return completed;
}

function claimed(tag: string, uri: string, { bulk, sources }: Planner): readonly BulkPart[] {
  const parts = sources.has(uri) ? 'claimed' : bulk.claim(uri);
  if (parts === 'claimed') {
    throw new DicomError('bulk-ambiguous', `${nameOf(tag)} has a BulkDataURI that another attribute has too`);
  }
  if (parts === 'missing') {
    throw new DicomError(
      'bulk-missing',
      `${nameOf(tag)} has a BulkDataURI that is no part's Content-Location; nothing is fetched`,
    );
  }
  return parts;
}

function only(tag: string, [part, another]: readonly BulkPart[]): BulkPart {
  if (part === undefined || another !== undefined) {
    throw new DicomError('bulk-ambiguous', `${nameOf(tag)} has several parts of one Content-Location`);
  }
  return part;
}

const nameOf = (tag: string): string => tagToText(Number.parseInt(tag, 16));
const contradictory = (tag: string, what: string) => new DicomError('bulk-contradictory', `${nameOf(tag)} ${what}`);
