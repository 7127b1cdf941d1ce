import { authorize } from '../../shared/access/authorize.ts';
import { chooseRepresentation, type Representation } from '../../shared/dicomweb/accept.ts';
import { assertUtf8Accepted } from '../../shared/dicomweb/accept-charset.ts';
import { parseUidPath } from '../../shared/dicomweb/uid-path.ts';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import type { SearchPage } from '../../shared/ports/study-index.ts';
import { parseSearchQuery, type SearchRequest, type SearchTarget } from '../../shared/search/parse-search-query.ts';
import { searchWarning } from '../../shared/search/search-response.ts';
import type { GatewaySettings } from '../../shared/settings.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import type { AuditSubject, GatewayRequest, Reply } from '../edge/gateway-request.ts';
import { searchBody } from './search-body.ts';

export const searchDoor = (gateway: Gateway): Door => door(gateway, search);

/** PS3.18 10.6: all six resources; the last word of the path is the level, what stands before it narrows. */
const search: VerbHandler = async (gateway, request, caller) => {
  const representation = chooseRepresentation(request, representations);
  assertUtf8Accepted(request);
  const { settings } = gateway;
  const target = searchTarget(request, settings);
  const permit = authorize(caller, 'study.search', target.within.studyUid && { studyUid: target.within.studyUid });
  const asked = parseSearchQuery(request.query, target);
  const page = await gateway.index.search(permit, asked.query);
  assertNotTooBroad(page, settings);
  const warning = searchWarning(asked, page, settings.publicBaseUrl);
  const headers = warning === undefined ? {} : { Warning: warning };
  const audited = auditSubjects(asked, page);
  if (page.matches.length === 0) return { status: 204, headers, audited };
  const { contentType, body } = await searchBody({ asked, page, representation }, permit, gateway);
  return { status: 200, headers: { ...headers, 'Content-Type': contentType }, body, audited } satisfies Reply;
};

const json = ['application/dicom+json', 'application/json'].map(
  (essence) => ({ essence, form: 'single', transferSyntaxUids: [] }) as const,
);
const representations: readonly Representation[] = [
  ...json,
  { essence: 'application/dicom+xml', form: 'multipart', transferSyntaxUids: [] },
];

function searchTarget({ route, pathParameters }: GatewayRequest, settings: GatewaySettings): SearchTarget {
  const { study, series } = pathParameters;
  return {
    level: levelOf[route.path.slice(route.path.lastIndexOf('/') + 1)] ?? 'study',
    within: {
      ...(study === undefined ? {} : { studyUid: parseUidPath(study) }),
      ...(series === undefined ? {} : { seriesUid: parseUidPath(series) }),
    },
    defaultLimit: settings.searchDefaultLimit,
    maxLimit: settings.searchMaxLimit,
    searchKeys: settings.searchKeys,
  };
}

const levelOf: Readonly<Record<string, SearchTarget['level']>> = {
  studies: 'study',
  series: 'series',
  instances: 'instance',
};

/** PS3.18 10.6.3.1: 413 where a site wants narrower questions. */
function assertNotTooBroad({ total }: SearchPage, { searchMaxMatches }: GatewaySettings): void {
  if (searchMaxMatches === 0 || total <= searchMaxMatches) return;
  throw new GatewayError(
    'search-too-broad',
    `The search matches more than ${searchMaxMatches} results, which is the most that this gateway pages through; add a demand that narrows it, such as a range of StudyDate.`,
  );
}

function auditSubjects({ query }: SearchRequest, { matches }: SearchPage): readonly AuditSubject[] {
  const { studyUid, seriesUid } = query.within;
  return [
    { outcome: 'success', count: matches.length, ...(studyUid && { studyUid }), ...(seriesUid && { seriesUid }) },
  ];
}
