import { type Route, routeTemplate } from '../routes.ts';
import { renderDescriptions } from './render-descriptions.ts';
import { retrieveDescriptions } from './retrieve-descriptions.ts';
import type { RouteDescription } from './route-description.ts';
import { searchDescriptions } from './search-descriptions.ts';
import { storeDescriptions } from './store-descriptions.ts';

const descriptions: ReadonlyMap<string, RouteDescription> = new Map(
  Object.entries({ ...searchDescriptions, ...storeDescriptions, ...retrieveDescriptions, ...renderDescriptions }),
);

/** `undefined` for what is no resource of the Studies Service, and for a HEAD, which is its GET. */
export const describeRoute = (route: Route): RouteDescription | undefined => descriptions.get(routeTemplate(route));

/** All of them: a test holds the list against the route table. */
export const describedTemplates: readonly string[] = [...descriptions.keys()];
