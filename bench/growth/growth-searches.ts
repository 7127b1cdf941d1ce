import type { SearchQuery } from '../../shared/ports/search-query.ts';
import { type MadeStudy, madeStudy } from './made-studies.ts';

/** A search, as the nth time it is asked of an index of so many studies. */
export interface GrowthSearch {
  readonly name: string;
  readonly query: (call: number, studies: number) => SearchQuery;
}

const base: SearchQuery = { level: 'study', within: {}, matches: [], fuzzyMatching: false, limit: 50, offset: 0 };

/** Studies that every size of index has, so that the same is asked of each. */
const common = 10_000;
const pick = (call: number): MadeStudy => madeStudy((call * 6_151) % common);

const asking = (...matches: SearchQuery['matches']): SearchQuery => ({ ...base, matches });
const single = (tag: string, value: string) => ({ tag, kind: 'single', value }) as const;
const wildcard = (tag: string, pattern: string) => ({ tag, kind: 'wildcard', pattern }) as const;
const week = (year: number) => ({
  tag: '00080020',
  kind: 'range' as const,
  bounds: { from: `${year}0310`, to: `${year}0316` },
});

/** What worklists and viewers ask. */
export const growthSearches: readonly GrowthSearch[] = [
  { name: 'everything, first page', query: () => base },
  { name: 'PatientID', query: (call) => asking(single('00100020', pick(call).patientId)) },
  { name: 'AccessionNumber', query: (call) => asking(single('00080050', pick(call).accessionNumber)) },
  {
    name: 'StudyInstanceUID',
    query: (call) => asking({ tag: '0020000D', kind: 'uid-list', values: [pick(call).studyUid] }),
  },
  { name: 'one week', query: (call) => asking(week(2016 + (call % 8))) },
  { name: 'one week of one modality', query: (call) => asking(week(2016 + (call % 8)), single('00080061', 'MR')) },
  { name: 'ModalitiesInStudy', query: () => asking(single('00080061', 'MR')) },
  { name: 'PatientName, whole', query: (call) => asking(single('00100010', pick(call).patientName)) },
  {
    name: 'PatientName, beginning*',
    query: (call) => asking(wildcard('00100010', `${pick(call).patientName.slice(0, 6)}*`)),
  },
  {
    name: 'PatientName, *infix*',
    query: (call) => asking(wildcard('00100010', `*${pick(call).patientName.slice(2, 6)}*`)),
  },
  {
    name: 'PatientName, fuzzy',
    query: (call) => ({ ...asking(single('00100010', pick(call).patientName.slice(0, 5))), fuzzyMatching: true }),
  },
  { name: 'StudyDescription, *infix*', query: () => asking(wildcard('00081030', '*BRAIN*')) },
  {
    name: 'PatientName, *infix*, in one week',
    query: (call) => asking(wildcard('00100010', `*${pick(call).patientName.slice(2, 6)}*`), week(2016 + (call % 8))),
  },
  { name: 'AccessionNumber, none', query: () => asking({ tag: '00080050', kind: 'empty' }) },
  {
    name: 'series of a study',
    query: (call) => ({ ...base, level: 'series', within: { studyUid: pick(call).studyUid } }),
  },
  { name: 'all series of one modality', query: () => ({ ...asking(single('00080060', 'MR')), level: 'series' }) },
  {
    name: 'AccessionNumber, *infix*',
    query: (call) => asking(wildcard('00080050', `*${String(9_000 + call).slice(1)}*`)),
  },
  { name: 'offset in the middle (deep)', query: (_call, studies) => ({ ...base, offset: Math.floor(studies / 2) }) },
];
