import type { RouteDescription, RouteParameter } from './route-description.ts';

const study = '/dicomweb/studies/{study}';
const series = `${study}/series/{series}`;
const instance = `${series}/instances/{instance}`;
const frames = `${instance}/frames/{frames}`;

const images = ['image/jpeg', 'image/png', 'image/gif'];
const imageParts = images.map((essence) => `multipart/related; type="${essence}"`);
const texts = ['text/html', 'text/plain', 'text/xml', 'application/pdf'];
const videos = ['video/mpeg', 'video/mp4', 'video/H265'];

const query = (...names: readonly string[]): readonly RouteParameter[] =>
  names.map((name) => ({ name, style: 'query' }));

const validator: RouteParameter = { name: 'If-None-Match', style: 'header' };

const rendered = (id: string, produces: readonly string[]): RouteDescription => ({
  id,
  parameters: [...query('accept', 'annotation', 'quality', 'viewport', 'window', 'iccprofile'), validator],
  consumes: [],
  produces,
  statuses: [200, 304, 400, 404, 406, 413],
});
const thumbnail = (id: string): RouteDescription => ({
  id,
  parameters: [...query('accept', 'viewport'), validator],
  consumes: [],
  produces: images,
  statuses: [200, 304, 400, 404, 406],
});

/** PS3.18 10.4.1.1.3 and 10.4.1.1.4; what an instance is decides which of the media types it has. */
export const renderDescriptions: Readonly<Record<string, RouteDescription>> = {
  [`GET ${study}/rendered`]: rendered('RetrieveRenderedStudy', [...images, ...imageParts, ...texts, ...videos]),
  [`GET ${series}/rendered`]: rendered('RetrieveRenderedSeries', [...images, ...imageParts, ...texts, ...videos]),
  [`GET ${instance}/rendered`]: rendered('RetrieveRenderedInstance', [...images, ...imageParts, ...texts, ...videos]),
  [`GET ${frames}/rendered`]: rendered('RetrieveRenderedFrames', [...images, ...imageParts]),
  [`GET ${study}/thumbnail`]: thumbnail('RetrieveStudyThumbnail'),
  [`GET ${series}/thumbnail`]: thumbnail('RetrieveSeriesThumbnail'),
  [`GET ${instance}/thumbnail`]: thumbnail('RetrieveInstanceThumbnail'),
  [`GET ${frames}/thumbnail`]: thumbnail('RetrieveFrameThumbnail'),
};
