import { type Scope, scopeOf } from '../shared/access/scopes.ts';
import type { AuditAction, ReviewAct } from '../shared/audit/audit-event.ts';

/** What a door does; each verb is one handler and, in AWS, one Lambda function. */
export type Verb = 'capabilities' | 'store' | 'search' | 'retrieve' | 'render' | 'review';

export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS';
  /** Template; `{study}`, `{series}` and `{instance}` are UIDs, `{frames}`, `{bulkdata}` and `{entry}` one segment each. */
  readonly path: string;
  readonly verb: Verb;
  /** The OAuth scope that a token must hold; there is no route without one. */
  readonly permission: Scope;
  readonly auditAction: AuditAction;
  /** Bytes of request body that are read at most: none, 16 KiB of JSON, or as much as the settings allow for uploads. */
  readonly body: 'none' | 'json' | 'upload';
}

const study = '/dicomweb/studies/{study}';
const series = `${study}/series/{series}`;
const instance = `${series}/instances/{instance}`;

const get = (verb: 'search' | 'retrieve', path: string): Route => ({
  method: 'GET',
  path,
  verb,
  permission: scopeOf(verb === 'search' ? 'study.search' : 'study.read'),
  auditAction: verb === 'search' ? 'query' : 'retrieve',
  body: 'none',
});
const post = (path: string): Route => ({
  method: 'POST',
  path,
  verb: 'store',
  permission: scopeOf('study.write'),
  auditAction: 'store',
  body: 'upload',
});

const render = (path: string, kind: 'rendered' | 'thumbnail'): Route => ({
  method: 'GET',
  path: `${path}/${kind}`,
  verb: 'render',
  permission: scopeOf(kind === 'rendered' ? 'study.read' : 'study.thumbnail'),
  auditAction: 'retrieve',
  body: 'none',
});

/** PS3.18 9: the one resource of the URI Service, which names everything in its query. */
export const wadoUriPath = '/wado';

const review = (method: 'GET' | 'POST', path: string): Route => ({
  method,
  path: `/gateway/quarantine${path}`,
  verb: 'review',
  permission: scopeOf('dlp.review'),
  auditAction: 'review',
  body: method === 'POST' ? 'json' : 'none',
});

const listed: readonly Route[] = [
  {
    method: 'OPTIONS',
    path: '/dicomweb',
    verb: 'capabilities',
    permission: scopeOf('study.search'),
    auditAction: 'query',
    body: 'none',
  },
  post('/dicomweb/studies'),
  post(study),
  get('search', '/dicomweb/studies'),
  get('search', '/dicomweb/series'),
  get('search', '/dicomweb/instances'),
  get('search', `${study}/series`),
  get('search', `${study}/instances`),
  get('search', `${series}/instances`),
  get('retrieve', study),
  get('retrieve', series),
  get('retrieve', instance),
  get('retrieve', `${study}/metadata`),
  get('retrieve', `${series}/metadata`),
  get('retrieve', `${instance}/metadata`),
  ...[study, series, instance].flatMap((level) =>
    ['bulkdata', 'pixeldata'].map((kind) => get('retrieve', `${level}/${kind}`)),
  ),
  get('retrieve', `${instance}/frames/{frames}`),
  get('retrieve', `${instance}/bulkdata/{bulkdata}`),
  ...[study, series, instance, `${instance}/frames/{frames}`].flatMap((path) => [
    render(path, 'rendered'),
    render(path, 'thumbnail'),
  ]),
  { ...render('', 'rendered'), path: wadoUriPath },
  review('GET', ''),
  review('GET', '/{entry}'),
  review('POST', '/{entry}/release'),
  review('POST', '/{entry}/reject'),
  review('POST', '/{entry}/false-positives'),
];

/** RFC 9110 9.3.2: what can be got can be asked about, with the same permission and the same trace in the audit trail. */
const withHead = (route: Route): readonly Route[] =>
  route.method === 'GET' ? [route, { ...route, method: 'HEAD' }] : [route];

/** The whole public surface. cdk/ builds API Gateway from it, local/ its server, test/ its checks. */
export const routes: readonly Route[] = listed.flatMap(withHead);

/** What a reviewer does at a route of the verb `review`; undefined at all others. */
export function reviewActOf({ verb, path }: Route): RequestedAct | undefined {
  return verb === 'review' ? reviewActs[path.slice(path.lastIndexOf('/') + 1)] : undefined;
}

/** A rescan is done on the machine. */
export type RequestedAct = Exclude<ReviewAct, 'rescan'>;

const reviewActs: Readonly<Record<string, RequestedAct>> = {
  quarantine: 'list',
  '{entry}': 'inspect',
  release: 'release',
  reject: 'reject',
  'false-positives': 'report-false-positive',
};

export const routeTemplate = (route: Route): string => `${route.method} ${route.path}`;
