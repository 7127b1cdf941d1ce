import type { Answer, Call } from '../load.ts';
import type { BenchOptions } from '../options.ts';
import type { Section, Workload } from '../workload.ts';
import { type SmallStudy, smallStudy } from './small-studies.ts';

interface SearchSpec {
  readonly name: string;
  readonly calls: number;
  /** Of the nth call. */
  readonly query: (call: number) => string;
  /** How many studies the first call finds. */
  readonly found: number;
}

/** What worklists and viewers ask, over the studies of the index section. */
export function searchSection({ studies, share }: BenchOptions): Section {
  const all = Array.from({ length: studies }, (_, number) => smallStudy(number));
  return { name: 'search', workloads: searches(all).map((spec) => searchWorkload(spec, share)) };
}

const page = 50;

function searches(all: readonly SmallStudy[]): readonly SearchSpec[] {
  const pick = (call: number) => all[(call * 6_151) % all.length] as SmallStudy;
  const count = (isFound: (study: SmallStudy) => boolean) => all.filter(isFound).length;
  const onePage = (isFound: (study: SmallStudy) => boolean) => Math.min(page, count(isFound));
  return [
    {
      name: 'search PatientID',
      calls: 400,
      query: (call) => `PatientID=${pick(call).patientId}`,
      found: count(({ patientId }) => patientId === pick(0).patientId),
    },
    {
      name: 'search AccessionNumber',
      calls: 400,
      query: (call) => `AccessionNumber=${pick(call).accessionNumber}`,
      found: 1,
    },
    {
      name: 'search one week',
      calls: 100,
      query: (call) => `StudyDate=${2016 + (call % 8)}0310-${2016 + (call % 8)}0316`,
      found: count(({ studyDate }) => studyDate >= '20160310' && studyDate <= '20160316'),
    },
    {
      name: `search *infix*, limit ${page}`,
      calls: 60,
      query: (call) => `PatientName=*${['STLE', 'LLI', 'RANG'][call % 3]}*&limit=${page}`,
      found: onePage(({ patientName }) => patientName.includes('STLE')),
    },
    {
      name: `search ModalitiesInStudy, limit ${page}`,
      calls: 60,
      query: () => `ModalitiesInStudy=MR&limit=${page}`,
      found: onePage(({ modality }) => modality === 'MR'),
    },
    {
      name: `search limit ${page} with offset`,
      calls: 60,
      query: (call) => `limit=${page}&offset=${(call * 131) % (all.length - page)}`,
      found: page,
    },
  ];
}

function searchWorkload({ name, calls, query, found }: SearchSpec, share: number): Workload {
  return {
    name,
    unit: 'requests/s',
    calls: () => Array.from({ length: Math.ceil(calls * share) }, (_, call) => studiesCall(query(call))),
    check: (answer) => complaint(answer, found),
  };
}

const studiesCall = (query: string): Call => ({ path: `/studies?${query}`, accept: 'application/dicom+json' });

function complaint({ body }: Answer, found: number): string | undefined {
  const rows: unknown = JSON.parse(body.toString() || '[]');
  const count = Array.isArray(rows) ? rows.length : undefined;
  return count === found ? undefined : `${count} studies found, expected ${found}`;
}
