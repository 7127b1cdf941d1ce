import { authorize } from '../../shared/access/authorize.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import { type Route, routes } from '../routes.ts';

export const capabilitiesDoor = (gateway: Gateway): Door => door(gateway, retrieveCapabilities);

/** PS3.18 8.9: a client can ask what there is, and the answer is the route table itself. */
const retrieveCapabilities: VerbHandler = async (gateway, _request, caller) => {
  authorize(caller, 'study.search');
  const resources = [...Map.groupBy(routes, (route) => route.path)].map(([path, methods]) => ({
    resource: gateway.settings.publicBaseUrl + path,
    methods: methods.map(describeMethod),
  }));
  const body = JSON.stringify({
    service: 'Studies Service (PS3.18 10)',
    base: `${gateway.settings.publicBaseUrl}/dicomweb`,
    resources,
  });
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body };
};

const describeMethod = ({ method, verb, permission }: Route) => ({ method, transaction: verb, scope: permission });
