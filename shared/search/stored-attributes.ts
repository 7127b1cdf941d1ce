import { type AttributePath, creatorTagOf, isItem, tagInDataSet } from '../dicom/attribute-path.ts';
import type { DicomJson, DicomJsonAttribute } from '../dicom/dicom-json.ts';
import { findVr } from '../dicom/dictionary.ts';
import type { SearchLevel } from '../ports/search-query.ts';
import { levelOfAttribute } from './attribute-levels.ts';
import type { StoredFields } from './included-fields.ts';

/** What a search was asked for and the index does not keep, out of a stored instance. */
export function storedAttributes(dicomJson: DicomJson, { paths, isAll }: StoredFields, level: SearchLevel): DicomJson {
  if (!isAll) return pick(dicomJson, paths, { isOutermost: true });
  return Object.fromEntries(Object.entries(dicomJson).filter(([tag]) => isTold(tag, level)));
}

const depth: Readonly<Record<SearchLevel, number>> = { study: 0, series: 1, instance: 2 };

function isTold(tag: string, level: SearchLevel): boolean {
  return depth[levelOfAttribute(tag) ?? 'instance'] <= depth[level];
}

/** Calls itself for items, as deep as the deepest path. */
function pick(
  dicomJson: DicomJson,
  paths: readonly AttributePath[],
  { isOutermost }: { readonly isOutermost: boolean },
): DicomJson {
  const picked: Record<string, DicomJsonAttribute> = {};
  for (const [tag, inner] of byTag(dicomJson, paths)) {
    const attribute = dicomJson[tag] ?? (isOutermost ? unknown(tag) : undefined);
    if (attribute === undefined) continue;
    picked[tag] = inner.some((path) => path.length === 0) ? attribute : pickItems(attribute, inner);
    const creator = dicomJson[creatorTagOf(tag)];
    if (creator !== undefined && isPrivateTag(tag)) picked[creatorTagOf(tag)] = creator;
  }
  return picked;
}

/** The rest of each path, by the tag that its first step has in this data set. */
function byTag(dicomJson: DicomJson, paths: readonly AttributePath[]): ReadonlyMap<string, readonly AttributePath[]> {
  const rests = new Map<string, AttributePath[]>();
  for (const [step, ...rest] of paths) {
    const tag = step && tagInDataSet(dicomJson, step);
    if (tag === undefined) continue;
    const sofar = rests.get(tag) ?? [];
    sofar.push(rest);
    rests.set(tag, sofar);
  }
  return rests;
}

function pickItems(attribute: DicomJsonAttribute, paths: readonly AttributePath[]): DicomJsonAttribute {
  const { vr, Value } = attribute;
  if (vr !== 'SQ' || Value === undefined) return { vr };
  return { vr, Value: Value.map((item) => (isItem(item) ? pick(item, paths, { isOutermost: false }) : {})) };
}

/** Asked for and not there: present without a value, as for any return key. */
function unknown(tag: string): DicomJsonAttribute | undefined {
  const vr = isPrivateTag(tag) ? undefined : findVr(Number.parseInt(tag, 16));
  return vr === undefined || !/^[A-Z]{2}$/.test(vr) ? undefined : { vr };
}

const isPrivateTag = (tag: string): boolean => levelOfAttribute(tag) === undefined;
