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

/** Of rendered resources. */
interface Drawn {
  readonly mediaTypes?: readonly { readonly mediaType: string }[];
  readonly queryParams?: Readonly<Record<string, string>>;
}

interface DrawnFrames extends Instance, Drawn {
  readonly frameNumbers: readonly number[];
}

interface Bulkdata {
  readonly BulkDataURI: string;
  readonly byteRange?: readonly [number, number];
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
  retrieveInstanceRendered(options: Instance & Drawn): Promise<ArrayBuffer[]>;
  retrieveInstanceThumbnail(options: Instance & Drawn): Promise<ArrayBuffer[]>;
  retrieveInstanceFramesRendered(options: DrawnFrames): Promise<ArrayBuffer[]>;
  retrieveInstanceFramesThumbnail(options: DrawnFrames): Promise<ArrayBuffer[]>;
  buildInstanceWadoURIUrl(options: Instance & { readonly contentType?: string }): string;
}

/** What it can be asked for; the rest of its functions set how much it says on the console. */
export const clientFunctions: readonly string[] = Object.getOwnPropertyNames(api.DICOMwebClient.prototype).filter(
  (name) => name !== 'constructor' && !name.startsWith('_') && !/^[gs]et(?:Debug|Verbose)$/.test(name),
);

/** Notes which functions are called. */
export function notingCalls(client: DicomwebClient, called: Set<string>): DicomwebClient {
  return new Proxy(client, {
    get: (target, name) => {
      called.add(String(name));
      const member = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** Signed in; `singlepart` names what it expects without multipart, as in OHIF's configuration. */
export async function openDicomwebClient(gateway: TestGateway, singlepart = ''): Promise<DicomwebClient> {
  Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest });
  const headers = { Authorization: `Bearer ${await gateway.token()}` };
  const options = { url: gateway.dicomwebUrl, headers, singlepart, verbose: false };
  return new api.DICOMwebClient(options) as unknown as DicomwebClient;
}
