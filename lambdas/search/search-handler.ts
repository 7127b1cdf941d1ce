import { authorize } from '../../shared/access/authorize.ts';
import { chooseRepresentation, type Representation } from '../../shared/dicomweb/accept.ts';
import { parseUidPath } from '../../shared/dicomweb/uid-path.ts';
import type { Gateway } from '../../shared/gateway.ts';
import type { SearchPage } from '../../shared/ports/study-index.ts';
import { parseSearchQuery, type SearchRequest, type SearchTarget } from '../../shared/search/parse-search-query.ts';
import { searchResponse, searchWarning } from '../../shared/search/search-response.ts';
import type { GatewaySettings } from '../../shared/settings.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import type { GatewayRequest, Reply } from '../edge/gateway-request.ts';

export const searchDoor = (gateway: Gateway): Door => door(gateway, search);

/** PS3.18 10.6: all six resources; the last word of the path is the level, what stands before it narrows. */
const search: VerbHandler = async (gateway, request, caller) => {
  const { essence } = chooseRepresentation(request, representations);
  const target = searchTarget(request, gateway.settings);
  const permit = authorize(caller, 'study.search', target.within.studyUid && { studyUid: target.within.studyUid });
  const asked = parseSearchQuery(request.query, target);
  const page = await gateway.index.search(permit, asked.query);
  return searchReply({ asked, page, essence, baseUrl: gateway.settings.publicBaseUrl });
};

const representations: readonly Representation[] = ['application/dicom+json', 'application/json'].map((essence) => ({
  essence,
  form: 'single',
  transferSyntaxUids: [],
}));

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
  };
}

const levelOf: Readonly<Record<string, SearchTarget['level']>> = {
  studies: 'study',
  series: 'series',
  instances: 'instance',
};

interface Found {
  readonly asked: SearchRequest;
  readonly page: SearchPage;
  readonly essence: string;
  readonly baseUrl: string;
}

/** PS3.18 10.6.3.1: 204 where nothing is found; the warning tells of what the page did not hold. */
function searchReply({ asked, page, essence, baseUrl }: Found): Reply {
  const warning = searchWarning(asked, page, baseUrl);
  const headers = warning === undefined ? {} : { Warning: warning };
  const { studyUid, seriesUid } = asked.query.within;
  const audited = [
    { outcome: 'success', count: page.matches.length, ...(studyUid && { studyUid }), ...(seriesUid && { seriesUid }) },
  ] as const;
  if (page.matches.length === 0) return { status: 204, headers, audited };
  const body = JSON.stringify(searchResponse(asked, page, baseUrl));
  return { status: 200, headers: { ...headers, 'Content-Type': essence }, body, audited };
}
