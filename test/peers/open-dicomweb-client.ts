import { api } from 'dicomweb-client';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import type { TestGateway } from '../makers/start-gateway.ts';
import { FetchXmlHttpRequest } from './fetch-xml-http-request.ts';

interface Study {
  readonly studyInstanceUID: string;
}

interface Series extends Study {
  readonly seriesInstanceUID: string;
}

interface Instance extends Series {
  readonly sopInstanceUID: string;
}

interface Frames extends Instance {
  readonly frameNumbers: readonly number[];
  readonly mediaTypes?: readonly { readonly mediaType: string; readonly transferSyntaxUID: string }[];
}

interface Bulkdata {
  readonly BulkDataURI: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** dicomweb-client as its documentation has it; the types that it brings demand options that it does not need. */
export interface DicomwebClient {
  storeInstances(options: { readonly datasets: readonly ArrayBuffer[] } & Partial<Study>): Promise<string>;
  searchForStudies(options: { readonly queryParams: object }): Promise<DicomJson[]>;
  searchForSeries(options: Partial<Study>): Promise<DicomJson[]>;
  searchForInstances(options: Partial<Series>): Promise<DicomJson[]>;
  retrieveStudyMetadata(options: Study): Promise<DicomJson[]>;
  retrieveSeriesMetadata(options: Series): Promise<DicomJson[]>;
  retrieveInstanceMetadata(options: Instance): Promise<DicomJson[]>;
  retrieveStudy(options: Study): Promise<ArrayBuffer[]>;
  retrieveSeries(options: Series): Promise<ArrayBuffer[]>;
  retrieveInstance(options: Instance): Promise<ArrayBuffer>;
  retrieveInstanceFrames(options: Frames): Promise<ArrayBuffer[]>;
  retrieveBulkData(options: Bulkdata): Promise<ArrayBuffer[]>;
}

/** Signed in; `singlepart` names what it expects without multipart, as in OHIF's configuration. */
export async function openDicomwebClient(gateway: TestGateway, singlepart = ''): Promise<DicomwebClient> {
  Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest });
  const headers = { Authorization: `Bearer ${await gateway.token()}` };
  const options = { url: gateway.dicomwebUrl, headers, singlepart, verbose: false };
  return new api.DICOMwebClient(options) as unknown as DicomwebClient;
}
