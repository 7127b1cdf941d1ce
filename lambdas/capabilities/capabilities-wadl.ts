import { escapedXml } from '../../shared/dicomweb/escaped-xml.ts';
import { type Route, routes } from '../routes.ts';
import { describeRoute } from './describe-route.ts';
import type { RouteDescription, RouteParameter } from './route-description.ts';

const servicePath = '/dicomweb/';

/**
 * PS3.18 Annex H: the Studies Service as a WADL document, its resources as a tree. It does not describe itself, and a GET
 * stands for its HEAD.
 */
export function capabilitiesWadl(publicBaseUrl: string): string {
  const described = routes.flatMap((route) => describedRoute(route));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<application xmlns="http://wadl.dev.java.net/2009/02">',
    `<resources base="${escapedXml(publicBaseUrl + servicePath.slice(0, -1))}">`,
    ...resourcesXml(described),
    '</resources></application>\n',
  ].join('\n');
}

interface DescribedRoute {
  readonly method: Route['method'];
  /** What of its path is left below the resource that it is written into. */
  readonly segments: readonly string[];
  readonly description: RouteDescription;
}

function describedRoute(route: Route): readonly DescribedRoute[] {
  const description = describeRoute(route);
  if (description === undefined || !route.path.startsWith(servicePath)) return [];
  return [{ method: route.method, segments: route.path.slice(servicePath.length).split('/'), description }];
}

/** Calls itself for the resources below, as deep as the route table goes. */
function resourcesXml(described: readonly DescribedRoute[]): readonly string[] {
  const below = described.filter(({ segments }) => segments.length > 0);
  return [...Map.groupBy(below, ({ segments: [first = ''] }) => first)].flatMap(([segment, sharing]) => {
    const inside = sharing.map((one) => ({ ...one, segments: one.segments.slice(1) }));
    return [
      `<resource path="${segment}">`,
      ...templateXml(segment),
      ...methodsXml(inside),
      ...resourcesXml(inside),
      '</resource>',
    ];
  });
}

function templateXml(segment: string): readonly string[] {
  return segment.startsWith('{') ? [`<param name="${segment.slice(1, -1)}" style="template" required="true"/>`] : [];
}

function methodsXml(described: readonly DescribedRoute[]): readonly string[] {
  return described
    .filter(({ segments }) => segments.length === 0)
    .flatMap(({ method, description }) => [
      `<method name="${method}" id="${description.id}">`,
      ...requestXml(description),
      ...description.statuses.map((status) => responseXml(status, description)),
      '</method>',
    ]);
}

function requestXml({ produces, consumes, parameters }: RouteDescription): readonly string[] {
  const options = produces.map((mediaType) => `<option value="${escapedXml(mediaType)}"/>`).join('');
  return [
    '<request>',
    `<param name="Accept" style="header" required="true" default="${escapedXml(produces[0] ?? '')}">${options}</param>`,
    ...parameters.map(parameterXml),
    ...consumes.map(representationXml),
    '</request>',
  ];
}

const parameterXml = ({ name, style, isRepeating }: RouteParameter): string =>
  `<param name="${name}" style="${style}"${isRepeating ? ' repeating="true"' : ''}/>`;

const representationXml = (mediaType: string): string => `<representation mediaType="${escapedXml(mediaType)}"/>`;

const withBody: ReadonlySet<number> = new Set([200, 202, 206, 409]);

function responseXml(status: number, { produces }: RouteDescription): string {
  const bodies = withBody.has(status) ? produces : status < 400 ? [] : ['application/problem+json'];
  return `<response status="${status}">${bodies.map(representationXml).join('')}</response>`;
}
