import type { RouteDescription, RouteParameter } from './route-description.ts';

const study = '/dicomweb/studies/{study}';
const series = `${study}/series/{series}`;
const instance = `${series}/instances/{instance}`;

const multipart = (essence: string) => `multipart/related; type="${essence}"`;
const octetStream = 'application/octet-stream';
const anySyntax = '; transfer-syntax=*';

/** Table 8.7.3-5; which of them an instance has depends on how it is stored. */
const compressedEssences = [
  ...['image/jpeg', 'image/dicom-rle', 'image/jls', 'image/jp2', 'image/jpx', 'image/jphc', 'image/jxl'],
  ...['video/mpeg', 'video/mp4', 'video/H265'],
];
const pixels = [octetStream, ...compressedEssences];
const pixelParts = pixels.map((essence) => multipart(essence) + anySyntax);
const pixelsAlone = pixels.map((essence) => essence + anySyntax);

const header = (name: string): RouteParameter => ({ name, style: 'header' });
const whole: readonly RouteParameter[] = [{ name: 'accept', style: 'query' }, header('If-None-Match')];
const divisible = [...whole, header('Range'), header('If-Range')];

const retrieve = (id: string, produces: readonly string[]): RouteDescription => ({
  id,
  parameters: whole,
  consumes: [],
  produces,
  statuses: [200, 304, 400, 404, 406],
});
const retrieveInRanges = (id: string, produces: readonly string[]): RouteDescription => ({
  ...retrieve(id, produces),
  parameters: divisible,
  statuses: [200, 206, 304, 400, 404, 406, 416],
});

const instances = [multipart('application/dicom') + anySyntax, multipart(octetStream) + anySyntax];
const metadata = ['application/dicom+json', 'application/json', multipart('application/dicom+xml')];
const bulkParts = [multipart(octetStream) + anySyntax];

/** PS3.18 10.4. */
export const retrieveDescriptions: Readonly<Record<string, RouteDescription>> = {
  [`GET ${study}`]: retrieve('RetrieveStudy', [...instances, 'application/zip']),
  [`GET ${series}`]: retrieve('RetrieveSeries', [...instances, 'application/zip']),
  [`GET ${instance}`]: retrieveInRanges('RetrieveInstance', [...instances, `application/dicom${anySyntax}`]),
  [`GET ${study}/metadata`]: retrieve('RetrieveStudyMetadata', metadata),
  [`GET ${series}/metadata`]: retrieve('RetrieveSeriesMetadata', metadata),
  [`GET ${instance}/metadata`]: retrieve('RetrieveInstanceMetadata', metadata),
  [`GET ${study}/bulkdata`]: retrieve('RetrieveStudyBulkdata', bulkParts),
  [`GET ${series}/bulkdata`]: retrieve('RetrieveSeriesBulkdata', bulkParts),
  [`GET ${instance}/bulkdata`]: retrieve('RetrieveInstanceBulkdata', bulkParts),
  [`GET ${study}/pixeldata`]: retrieve('RetrieveStudyPixelData', pixelParts),
  [`GET ${series}/pixeldata`]: retrieve('RetrieveSeriesPixelData', pixelParts),
  [`GET ${instance}/pixeldata`]: retrieve('RetrieveInstancePixelData', pixelParts),
  [`GET ${instance}/frames/{frames}`]: retrieveInRanges('RetrieveFrames', [...pixelParts, ...pixelsAlone]),
  [`GET ${instance}/bulkdata/{bulkdata}`]: retrieveInRanges('RetrieveBulkdata', [...pixelParts, ...pixelsAlone]),
};
