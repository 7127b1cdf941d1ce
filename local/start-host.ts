import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AuditEvent } from '../shared/audit/audit-event.ts';
import type { Gateway } from '../shared/gateway.ts';
import type { Log } from '../shared/log.ts';
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { type LocalPorts, openLocalPorts } from './local-gateway.ts';
import { createGatewayServer, type GatewayServer } from './server.ts';
import type { MachineSettings } from './settings-of-this-machine.ts';

/** The embedded host, serving; `close` lets running requests end and leaves everything on disk in order. */
export interface Host {
  readonly gateway: Gateway;
  readonly identity: IdentityProvider;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const lastRequestsMs = 5_000;

/** Opens in the order of need (audit first: nothing may happen unrecorded) and closes in the reverse. */
export async function startHost(settings: MachineSettings, log: Log): Promise<Host> {
  const ports = await openLocalPorts(settings, log);
  const identity = await createIdentityProvider({
    issuer: settings.gateway.tokenIssuer,
    resource: settings.gateway.publicBaseUrl,
    dataFolder: settings.dataFolder,
    accessTokenLifetimeSeconds: settings.accessTokenLifetimeSeconds,
    allowedOrigins: settings.gateway.allowedOrigins,
    audit: (event) => ports.audit.record(event),
    log,
  });
  const gateway = ports.gatewayFor(identity);
  const server = createGatewayServer(gateway, (request, response) => {
    const isOurs = request.url?.startsWith('/oidc/') === true;
    if (isOurs) identity.handle(request, response);
    return isOurs;
  });
  await listen(server.http, settings.port);
  await ports.audit.record(hostEvent('start'));
  return { gateway, identity, close: () => closeAll(server, identity, ports) };
}

/** PS3.15 A.5.3.1 Application Activity: a trail that stops without this word was cut, or the host was. */
function hostEvent(action: 'start' | 'stop'): AuditEvent {
  const byItself = { subject: 'portcullis', clientId: 'portcullis', remoteAddress: 'local' };
  return { action, outcome: 'success', requestId: randomUUID(), ...byItself };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, loopback);
  await once(server, 'listening');
}

/** A store that was cut off may be between its index row and its audit record: it ends before the trail does. */
async function closeAll({ http, idle }: GatewayServer, identity: IdentityProvider, ports: LocalPorts): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  http.closeIdleConnections();
  const impatience = setTimeout(() => http.closeAllConnections(), lastRequestsMs);
  await closed;
  clearTimeout(impatience);
  await idle();
  identity.close();
  await ports.audit.record(hostEvent('stop'));
  await ports.close();
}
