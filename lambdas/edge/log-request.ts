import type { Gateway } from '../../shared/gateway.ts';
import { routeTemplate } from '../routes.ts';
import type { EdgeStep, Visit } from './edge-step.ts';

/** One line a request, with fixed fields: the template instead of the URL, so that no UID or search term is logged. */
export const logRequest = (gateway: Gateway): EdgeStep => {
  const startedAt = new WeakMap<Visit, number>();
  const logged: NonNullable<EdgeStep['after']> = ({ event: visit, response }) => {
    gateway.log.info('request', {
      requestId: visit.request.id,
      route: routeTemplate(visit.request.route),
      status: response?.status ?? 500,
      durationMs: Math.round(performance.now() - (startedAt.get(visit) ?? performance.now())),
    });
  };
  return {
    before: ({ event: visit }) => {
      startedAt.set(visit, performance.now());
    },
    after: logged,
    onError: logged,
  };
};
