import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, sequence } from '../makers/part10.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

export const studyA = '2.25.10';
export const studyB = '2.25.20';
export const studyC = '2.25.30';
export const seriesA1 = `${studyA}.1`;
export const seriesA2 = `${studyA}.2`;
export const seriesB1 = `${studyB}.1`;
export const seriesC1 = `${studyC}.1`;

const ada = {
  studyUid: studyA,
  patientName: 'Nowak^Ada',
  patientId: 'P-1',
  studyDate: '20240131',
  studyTime: '235900',
};
const requested = sequence('00400275', [[element('00400009', 'SH', 'SPS-7'), element('00401001', 'SH', 'RP-9')]]);
const performed = [element('00400244', 'DA', '20240131'), element('00400245', 'TM', '2310')];
const instances = [
  makeCt({ ...ada, seriesUid: seriesA1, sopInstanceUid: `${seriesA1}.1`, instanceNumber: '1', extra: [requested] }),
  makeCt({ ...ada, seriesUid: seriesA1, sopInstanceUid: `${seriesA1}.2`, instanceNumber: '2', extra: [requested] }),
  makeCt({
    ...ada,
    seriesUid: seriesA2,
    sopInstanceUid: `${seriesA2}.1`,
    modality: 'SR',
    seriesNumber: '2',
    extra: performed,
  }),
  makeCt({
    studyUid: studyB,
    seriesUid: seriesB1,
    sopInstanceUid: `${seriesB1}.1`,
    patientName: 'Müller^Jörg',
    patientId: 'P-2',
    studyDate: '20240201',
    studyTime: '000100',
    accessionNumber: 'A*1',
    modality: 'MR',
    studyDescription: 'Brain',
    extra: [element('00080201', 'SH', '+0100')],
  }),
  makeCt({
    studyUid: studyC,
    seriesUid: seriesC1,
    sopInstanceUid: `${seriesC1}.1`,
    patientName: '',
    patientId: 'P-30',
    studyDate: '20250101',
    studyTime: '120000',
    accessionNumber: '',
    studyDescription: 'Thorax',
    sopClassUid: '1.2.840.10008.5.1.4.1.1.4',
    frames: 2,
  }),
];

/** A host that holds three studies, and the words in which the tests ask it. */
export interface SearchableGateway extends TestGateway {
  search(path: string, accept?: string): Promise<Response>;
  /** The matches; none for 204. */
  find(path: string): Promise<DicomJson[]>;
  /** The UIDs, at the level of the search, of what is found. */
  uids(path: string): Promise<unknown[]>;
}

export async function openSearchableGateway(
  env: Readonly<Record<string, string>> = {},
  more: readonly MadeInstance[] = [],
): Promise<SearchableGateway> {
  const gateway = await startGateway(env);
  await storeAll(gateway, [...instances, ...more]);
  const search = (path: string, accept = 'application/dicom+json') => gateway.fetch(path, { headers: { accept } });
  const find = async (path: string) => matchesOf(await search(path));
  const uids = async (path: string) => (await find(path)).map((match) => firstValue(match, uidTagOf(path)));
  return { ...gateway, search, find, uids };
}

export const firstValue = (match: DicomJson | undefined, tag: string): unknown => match?.[tag]?.Value?.[0];

/** The guard remarks that some of their modalities do not fit their SOP class, which is what makes them good to search for. */
async function storeAll(gateway: TestGateway, made: readonly MadeInstance[]): Promise<void> {
  const { contentType, body } = multipartBody(made.map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  const receipt = (await stored.json()) as DicomJson;
  if (receipt['00081199']?.Value?.length !== made.length) throw new Error(`not stored: ${stored.status}`);
}

async function matchesOf(response: Response): Promise<DicomJson[]> {
  if (response.status === 204) return [];
  if (response.status === 200) return (await response.json()) as DicomJson[];
  throw new Error(`no search: ${response.status} ${await response.text()}`);
}

const uidTagOfLevel: Readonly<Record<string, string>> = {
  studies: '0020000D',
  series: '0020000E',
  instances: '00080018',
};

function uidTagOf(path: string): string {
  const level = path.split('?')[0]?.split('/').at(-1) ?? '';
  return uidTagOfLevel[level] ?? '';
}
