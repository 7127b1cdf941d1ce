import type { SearchLevel } from '../../shared/ports/search-query.ts';
import { isAtOrAbove, searchAttributes } from '../../shared/search/attributes.ts';
import type { RouteDescription, RouteParameter } from './route-description.ts';

const study = '/dicomweb/studies/{study}';

const commonParameters: readonly RouteParameter[] = [
  { name: 'includefield', style: 'query', isRepeating: true },
  ...['fuzzymatching', 'emptyvaluematching', 'multiplevaluematching', 'limit', 'offset', 'accept', 'charset'].map(
    (name): RouteParameter => ({ name, style: 'query' }),
  ),
];

/** PS3.18 10.6: what can be searched, with all that can be matched on at its level. */
export const searchDescriptions: Readonly<Record<string, RouteDescription>> = {
  'GET /dicomweb/studies': search('SearchForStudies', 'study'),
  'GET /dicomweb/series': search('SearchForSeries', 'series'),
  'GET /dicomweb/instances': search('SearchForInstances', 'instance'),
  [`GET ${study}/series`]: search('SearchForStudySeries', 'series'),
  [`GET ${study}/instances`]: search('SearchForStudyInstances', 'instance'),
  [`GET ${study}/series/{series}/instances`]: search('SearchForStudySeriesInstances', 'instance'),
};

function search(id: string, level: SearchLevel): RouteDescription {
  return {
    id,
    parameters: [...commonParameters, ...matchParameters(level)],
    consumes: [],
    produces: ['application/dicom+json', 'application/json', 'multipart/related; type="application/dicom+xml"'],
    statuses: [200, 204, 400, 406, 413, 414],
  };
}

function matchParameters(level: SearchLevel): readonly RouteParameter[] {
  const matchable = searchAttributes.filter(
    (attribute) => attribute.matching !== 'none' && isAtOrAbove(attribute, level),
  );
  return matchable.map(({ keyword }) => ({ name: keyword, style: 'query' }));
}
