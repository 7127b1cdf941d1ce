import type { SearchLevel } from '../ports/search-query.ts';

/**
 * How a value may be asked for (PS3.4 C.2.2.2). `name`: text, insensitive to case and accents; `modalities`: text,
 * true when any series of the study has it; `none`: returned only.
 */
export type Matching = 'uid' | 'text' | 'name' | 'date' | 'time' | 'date-time' | 'number' | 'modalities' | 'none';

/** `always`: empty where unknown; `when-known`: left out where unknown; `on-request`: by includefield only. */
export type Returned = 'always' | 'when-known' | 'on-request';

export interface SearchAttribute {
  /** Eight hex digits; for an attribute inside a sequence both tags, joined by a dot; for a declared search key its name. */
  readonly tag: string;
  readonly keyword: string;
  readonly vr: string;
  readonly level: SearchLevel;
  readonly matching: Matching;
  readonly returned: Returned;
}

type Row = readonly [tag: string, keyword: string, vr: string, matching: Matching, returned: Returned];

const studyRows: readonly Row[] = [
  ['00080020', 'StudyDate', 'DA', 'date', 'always'],
  ['00080030', 'StudyTime', 'TM', 'time', 'always'],
  ['00080050', 'AccessionNumber', 'SH', 'text', 'always'],
  ['00080056', 'InstanceAvailability', 'CS', 'none', 'always'],
  ['00080061', 'ModalitiesInStudy', 'CS', 'modalities', 'always'],
  ['00080090', 'ReferringPhysicianName', 'PN', 'name', 'always'],
  ['00080201', 'TimezoneOffsetFromUTC', 'SH', 'none', 'when-known'],
  ['00081030', 'StudyDescription', 'LO', 'text', 'when-known'],
  ['00081190', 'RetrieveURL', 'UR', 'none', 'always'],
  ['00100010', 'PatientName', 'PN', 'name', 'always'],
  ['00100020', 'PatientID', 'LO', 'text', 'always'],
  ['00100021', 'IssuerOfPatientID', 'LO', 'none', 'on-request'],
  ['00100030', 'PatientBirthDate', 'DA', 'date', 'always'],
  ['00100032', 'PatientBirthTime', 'TM', 'none', 'on-request'],
  ['00100040', 'PatientSex', 'CS', 'none', 'always'],
  ['00101010', 'PatientAge', 'AS', 'none', 'on-request'],
  ['00101020', 'PatientSize', 'DS', 'none', 'on-request'],
  ['00101030', 'PatientWeight', 'DS', 'none', 'on-request'],
  ['0020000D', 'StudyInstanceUID', 'UI', 'uid', 'always'],
  ['00200010', 'StudyID', 'SH', 'text', 'always'],
  ['00201206', 'NumberOfStudyRelatedSeries', 'IS', 'none', 'always'],
  ['00201208', 'NumberOfStudyRelatedInstances', 'IS', 'none', 'always'],
];

const seriesRows: readonly Row[] = [
  ['00080021', 'SeriesDate', 'DA', 'none', 'when-known'],
  ['00080031', 'SeriesTime', 'TM', 'none', 'when-known'],
  ['00080060', 'Modality', 'CS', 'text', 'always'],
  ['00080070', 'Manufacturer', 'LO', 'none', 'on-request'],
  ['00080080', 'InstitutionName', 'LO', 'none', 'on-request'],
  ['00081010', 'StationName', 'SH', 'none', 'on-request'],
  ['0008103E', 'SeriesDescription', 'LO', 'text', 'when-known'],
  ['00081090', 'ManufacturerModelName', 'LO', 'none', 'on-request'],
  ['00081190', 'RetrieveURL', 'UR', 'none', 'always'],
  ['00180015', 'BodyPartExamined', 'CS', 'text', 'on-request'],
  ['00181030', 'ProtocolName', 'LO', 'none', 'on-request'],
  ['0020000E', 'SeriesInstanceUID', 'UI', 'uid', 'always'],
  ['00200011', 'SeriesNumber', 'IS', 'number', 'always'],
  ['00200060', 'Laterality', 'CS', 'none', 'on-request'],
  ['00201209', 'NumberOfSeriesRelatedInstances', 'IS', 'none', 'always'],
  ['00400244', 'PerformedProcedureStepStartDate', 'DA', 'date', 'when-known'],
  ['00400245', 'PerformedProcedureStepStartTime', 'TM', 'time', 'when-known'],
  ['00400275', 'RequestAttributesSequence', 'SQ', 'none', 'when-known'],
  ['00400275.00400009', 'RequestAttributesSequence.ScheduledProcedureStepID', 'SH', 'text', 'when-known'],
  ['00400275.00401001', 'RequestAttributesSequence.RequestedProcedureID', 'SH', 'text', 'when-known'],
];

const instanceRows: readonly Row[] = [
  ['00080008', 'ImageType', 'CS', 'none', 'on-request'],
  ['00080016', 'SOPClassUID', 'UI', 'uid', 'always'],
  ['00080018', 'SOPInstanceUID', 'UI', 'uid', 'always'],
  ['00080023', 'ContentDate', 'DA', 'none', 'on-request'],
  ['00080033', 'ContentTime', 'TM', 'none', 'on-request'],
  ['00080056', 'InstanceAvailability', 'CS', 'none', 'always'],
  ['00081190', 'RetrieveURL', 'UR', 'none', 'always'],
  ['00083002', 'AvailableTransferSyntaxUID', 'UI', 'none', 'always'],
  ['00200012', 'AcquisitionNumber', 'IS', 'none', 'on-request'],
  ['00200013', 'InstanceNumber', 'IS', 'number', 'always'],
  ['00201041', 'SliceLocation', 'DS', 'none', 'on-request'],
  ['00280008', 'NumberOfFrames', 'IS', 'none', 'when-known'],
  ['00280010', 'Rows', 'US', 'none', 'when-known'],
  ['00280011', 'Columns', 'US', 'none', 'when-known'],
  ['00280100', 'BitsAllocated', 'US', 'none', 'when-known'],
  ['00420010', 'DocumentTitle', 'ST', 'none', 'on-request'],
  ['0040A491', 'CompletionFlag', 'CS', 'none', 'on-request'],
  ['0040A493', 'VerificationFlag', 'CS', 'none', 'on-request'],
];

const ofLevel =
  (level: SearchLevel) =>
  ([tag, keyword, vr, matching, returned]: Row): SearchAttribute => ({ tag, keyword, vr, level, matching, returned });

/** All that a search can match or return; PS3.18 Tables 10.6.1-5 and 10.6.3-3 to -5, and what viewers ask for besides. */
export const searchAttributes: readonly SearchAttribute[] = [
  ...studyRows.map(ofLevel('study')),
  ...seriesRows.map(ofLevel('series')),
  ...instanceRows.map(ofLevel('instance')),
];

const byName = new Map<string, SearchAttribute>(
  searchAttributes.flatMap((attribute) => [
    [attribute.tag, attribute],
    [attribute.keyword, attribute],
  ]),
);

/** PS3.18 8.3.4.1: an attribute is named by its tag or its keyword, dotted inside a sequence. */
export function findSearchAttribute(name: string): SearchAttribute | undefined {
  return byName.get(name) ?? byName.get(name.toUpperCase()) ?? byName.get(mixedPath(name));
}

const depth: Readonly<Record<SearchLevel, number>> = { study: 0, series: 1, instance: 2 };

/** A search answers for its own level and those above it, never for those below. */
export function isAtOrAbove(attribute: SearchAttribute, level: SearchLevel): boolean {
  return depth[attribute.level] <= depth[level];
}

/** `RequestAttributesSequence.00401001` and the like: each step may be tag or keyword. */
function mixedPath(name: string): string {
  const steps = name.split('.');
  if (steps.length !== 2) return '';
  const [sequence = '', inner = ''] = steps;
  const outerTag = byName.get(sequence)?.tag ?? sequence.toUpperCase();
  const match = searchAttributes.find(
    ({ tag, keyword }) =>
      tag.startsWith(`${outerTag}.`) && (tag.endsWith(`.${inner.toUpperCase()}`) || keyword.endsWith(`.${inner}`)),
  );
  return match?.tag ?? '';
}
