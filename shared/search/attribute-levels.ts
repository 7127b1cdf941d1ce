import { isPrivateGroup } from '../dicom/dictionary.ts';
import type { SearchLevel } from '../ports/search-query.ts';

/** Of the Patient, Clinical Trial, General Study and Patient Study modules (PS3.3 C.7.1, C.7.2), besides whole groups. */
const studyTags = `00080005 00080020 00080030 00080050 00080051 00080061 00080062 00080090 00080096 0008009C 0008009D
  00080201 00081030 00081032 00081048 00081049 00081060 00081062 00081080 00081084 00081110 00081190 0020000D 00200010
  00201206 00201208 00401001 00401002 0040100A 00401012`;
const studyGroups: ReadonlySet<string> = new Set(['0010', '0012', '0032', '0038']);

/** Of the General Series, Clinical Trial Series, Frame of Reference and General Equipment modules (C.7.3 to C.7.5). */
const seriesTags = `00080021 00080031 00080060 00080064 00080068 00080070 00080080 00080081 00080082 00081010 0008103E
  0008103F 00081040 00081041 00081050 00081052 00081070 00081072 00081090 00081111 00081250 00120071 00120072 00180015
  00181000 00181002 00181008 00181009 0018100A 0018100B 00181020 00181030 00181050 00181200 00181201 00185100 0020000E
  00200011 00200052 00200060 00201040 00201209 00280108 00280109 00400244 00400245 00400250 00400251 00400253 00400254
  00400260 00400275 00400280`;

const levelByTag: ReadonlyMap<string, SearchLevel> = new Map([
  ...studyTags.split(/\s+/).map((tag) => [tag, 'study'] as const),
  ...seriesTags.split(/\s+/).map((tag) => [tag, 'series'] as const),
]);

/**
 * Whose attribute this is, so that a search tells nothing of a level below its own (PS3.18 8.3.4.3); undefined for private
 * attributes, of which the standard does not say.
 */
export function levelOfAttribute(tag: string): SearchLevel | undefined {
  const known = levelByTag.get(tag);
  if (known !== undefined) return known;
  if (studyGroups.has(tag.slice(0, 4))) return 'study';
  return isPrivateGroup(Number.parseInt(tag, 16)) ? undefined : 'instance';
}
