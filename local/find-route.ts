import { type Route, routes } from '../lambdas/routes.ts';
import { GatewayError } from '../shared/errors.ts';

export interface FoundRoute {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Template {
  readonly segments: readonly string[];
  readonly byMethod: ReadonlyMap<string, Route>;
}

const templates: readonly Template[] = [...Map.groupBy(routes, (route) => route.path)].map(([path, sharing]) => ({
  segments: path.slice(1).split('/'),
  byMethod: new Map(sharing.map((route) => [route.method, route])),
}));

/** The local counterpart of API Gateway's resource tree; what is not in the route table is 404, another method 405. */
export function findRoute(method: string, rawPath: string): FoundRoute {
  const { template, segments } = findTemplate(rawPath);
  const route = template.byMethod.get(method);
  if (route === undefined) throw methodNotAllowed([...template.byMethod.keys()]);
  return { route, pathParameters: parametersOf(template, segments) };
}

/** The methods that a path answers to, for the CORS preflight. */
export function methodsOf(rawPath: string): readonly string[] {
  return [...findTemplate(rawPath).template.byMethod.keys()];
}

function findTemplate(rawPath: string): { template: Template; segments: readonly string[] } {
  const segments = rawPath.replace(/^\//, '').replace(/\/$/, '').split('/').map(decodeSegment);
  const template = templates.find((candidate) => matches(candidate, segments));
  if (template !== undefined) return { template, segments };
  throw new GatewayError(
    'route-not-found',
    'There is nothing at this path; the Studies Service is under /dicomweb/studies.',
  );
}

function matches({ segments: expected }: Template, segments: readonly string[]): boolean {
  if (expected.length !== segments.length) return false;
  return expected.every((part, position) => isParameter(part) || part === segments[position]);
}

function parametersOf({ segments: expected }: Template, segments: readonly string[]): Record<string, string> {
  const named = expected.map((part, position): [string, string] => [part, segments[position] ?? '']);
  return Object.fromEntries(
    named.filter(([part]) => isParameter(part)).map(([part, value]) => [part.slice(1, -1), value]),
  );
}

const isParameter = (part: string): boolean => part.startsWith('{');

/** Decoded once and never again, so that `%252e` stays what it is. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new GatewayError(
      'request-invalid',
      'The path has a percent sign that is not followed by two hex digits of UTF-8.',
    );
  }
}

function methodNotAllowed(methods: readonly string[]): GatewayError {
  const allow = methods.join(', ');
  return new GatewayError('method-not-allowed', `This path answers to ${allow}.`, { headers: { Allow: allow } });
}
