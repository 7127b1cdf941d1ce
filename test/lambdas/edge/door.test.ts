import { describe, expect, it } from 'vitest';
import { door } from '../../../lambdas/edge/door.ts';
import type { GatewayRequest, Reply } from '../../../lambdas/edge/gateway-request.ts';
import { routes } from '../../../lambdas/routes.ts';
import type { AuditEvent } from '../../../shared/audit/audit-event.ts';
import { auditUnavailable } from '../../../shared/audit/audit-unavailable.ts';
import { GatewayError } from '../../../shared/errors.ts';
import type { Gateway } from '../../../shared/gateway.ts';
import { settingsFromEnvironment } from '../../../shared/settings.ts';
import { mightyClient } from '../../makers/permits.ts';

const searchStudies = routes.find(({ method, path }) => method === 'GET' && path === '/dicomweb/studies');
if (searchStudies === undefined) throw new Error('the route table has lost its first search');
const request: GatewayRequest = {
  id: 'request-1',
  route: searchStudies,
  pathParameters: {},
  query: 'PatientName=SECRETNAME',
  headers: { authorization: 'Bearer good' },
  body: (async function* nothing() {})(),
  remoteAddress: '192.0.2.7',
};

/** The edge looks at settings, token check, audit and log only; a verb under test brings the rest itself. */
function edgeGateway(record: (event: AuditEvent) => Promise<void>, actions = mightyClient.actions) {
  const lines: string[] = [];
  const note = (event: string, fields: object = {}) => void lines.push(JSON.stringify({ event, ...fields }));
  const gateway = {
    settings: settingsFromEnvironment({
      PUBLIC_BASE_URL: 'https://images.example.org',
      TOKEN_ISSUER: 'https://id.example.org',
    }),
    verifyToken: async () => ({ ...mightyClient, actions }),
    audit: { record, close: async () => undefined },
    log: { info: note, error: note },
  } as unknown as Gateway;
  return { gateway, lines };
}

const ok: Reply = { status: 200, headers: {}, body: 'found', audited: [{ outcome: 'success', count: 3 }] };

describe('a door', () => {
  it('records what it gave away before it answers', async () => {
    const events: AuditEvent[] = [];
    const { gateway } = edgeGateway(async (event) => void events.push(event));

    const reply = await door(gateway, async () => ok)(request);

    expect(reply.status).toBe(200);
    expect(events).toMatchObject([
      { action: 'query', outcome: 'success', count: 3, subject: 'test-client', remoteAddress: '192.0.2.7' },
    ]);
    expect(JSON.stringify(events)).not.toContain('SECRETNAME');
  });

  it('answers 503 and gives nothing away when the record cannot be written', async () => {
    const { gateway } = edgeGateway(async () => {
      throw auditUnavailable('the disk is full');
    });

    const reply = await door(gateway, async () => ok)(request);

    expect(reply.status).toBe(503);
    expect(reply.body).not.toContain('found');
  });

  it('closes what it will not send when the record cannot be written', async () => {
    let isClosed = false;
    const body = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: true as const, value: undefined }),
        return: async () => {
          isClosed = true;
          return { done: true as const, value: undefined };
        },
      }),
    };
    const { gateway } = edgeGateway(async () => {
      throw auditUnavailable('the disk is full');
    });

    await door(gateway, async () => ({ ...ok, body }))(request);

    expect(isClosed).toBe(true);
  });

  it('answers 503 even to a refusal that cannot be recorded', async () => {
    const { gateway } = edgeGateway(async () => {
      throw auditUnavailable('the disk is full');
    }, new Set());

    const reply = await door(gateway, async () => ok)(request);

    expect(reply.status).toBe(503);
  });

  it('records a refused caller with the code of the refusal', async () => {
    const events: AuditEvent[] = [];
    const { gateway } = edgeGateway(async (event) => void events.push(event), new Set());

    const reply = await door(gateway, async () => ok)(request);

    expect(reply.status).toBe(403);
    expect(events).toMatchObject([{ action: 'refuse', outcome: 'failure', code: 'scope-missing' }]);
  });

  it.each([
    ['what is not there', new GatewayError('study-not-found', 'There is no such study.'), 'study-not-found'],
    ['a fault of ours', new TypeError('x is not a function'), 'internal-error'],
  ])('records what a signed-in caller failed at: %s', async (_what, error, code) => {
    const events: AuditEvent[] = [];
    const { gateway } = edgeGateway(async (event) => void events.push(event));
    const ofStudy = { ...request, pathParameters: { study: '1.2.3' } };

    await door(gateway, async () => {
      throw error;
    })(ofStudy);

    expect(events).toEqual([
      expect.objectContaining({ action: 'query', outcome: 'failure', code, studyUid: '1.2.3', subject: 'test-client' }),
    ]);
  });

  it('records no path that is no UID', async () => {
    const events: AuditEvent[] = [];
    const { gateway } = edgeGateway(async (event) => void events.push(event));

    await door(gateway, async () => {
      throw new GatewayError('uid-invalid', 'A UID in the path is not a DICOM UID.');
    })({ ...request, pathParameters: { study: 'SECRETNAME' } });

    expect(events).toMatchObject([{ action: 'query', outcome: 'failure', code: 'uid-invalid' }]);
    expect(JSON.stringify(events)).not.toContain('SECRETNAME');
  });

  it('does not run the verb for a refused caller', async () => {
    let hasRun = false;
    const { gateway } = edgeGateway(async () => undefined, new Set());

    await door(gateway, async () => {
      hasRun = true;
      return ok;
    })(request);

    expect(hasRun).toBe(false);
  });

  it('makes a bug a 500 with a generic sentence, and logs where it happened but not what was said', async () => {
    const { gateway, lines } = edgeGateway(async () => undefined);

    const reply = await door(gateway, async () => {
      throw new TypeError('cannot read SECRETNAME of undefined');
    })(request);

    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain('SECRETNAME');
    expect(lines.join('\n')).toContain('door.test.ts');
    expect(lines.join('\n')).not.toContain('SECRETNAME');
  });

  it('passes on a failure that the caller may hear about, with its headers', async () => {
    const { gateway } = edgeGateway(async () => undefined);

    const reply = await door(gateway, async () => {
      throw new GatewayError('index-unavailable', 'Try again.', { headers: { 'Retry-After': '5' } });
    })(request);

    expect(reply).toMatchObject({ status: 503, headers: { 'Retry-After': '5', 'X-Request-Id': 'request-1' } });
  });

  it('refuses a coded body and a query beyond measure before anybody is asked who they are', async () => {
    const { gateway } = edgeGateway(async () => undefined);
    const open = door(gateway, async () => ok);

    const coded = await open({ ...request, headers: { 'content-encoding': 'gzip' } });
    const long = await open({ ...request, query: 'x'.repeat(32 * 1024 + 1) });

    expect([coded.status, long.status]).toEqual([415, 414]);
  });

  it('keeps every answer out of shared caches', async () => {
    const { gateway } = edgeGateway(async () => undefined);

    const reply = await door(gateway, async () => ok)(request);

    expect(reply.headers).toMatchObject({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
  });
});
