import { type Route, routes } from '../routes.ts';
import { describeRoute } from './describe-route.ts';

/** The whole route table, what is ours beside the Studies Service too. PS3.18 has no schema for capabilities in JSON. */
export function capabilitiesJson(publicBaseUrl: string): string {
  const resources = [...Map.groupBy(routes, (route) => route.path)].map(([path, methods]) => ({
    resource: publicBaseUrl + path,
    methods: methods.map(describeMethod),
  }));
  return JSON.stringify({ service: 'Studies Service (PS3.18 10)', base: `${publicBaseUrl}/dicomweb`, resources });
}

const describeMethod = (route: Route) => ({
  method: route.method,
  transaction: route.verb,
  scope: route.permission,
  ...describeRoute(route),
});
