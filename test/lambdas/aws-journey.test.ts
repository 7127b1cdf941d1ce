import { createSecretKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capabilitiesDoor } from '../../lambdas/capabilities/capabilities-handler.ts';
import { awsHandler } from '../../lambdas/edge/aws-handler.ts';
import { retrieveDoor } from '../../lambdas/retrieve/retrieve-handler.ts';
import { searchDoor } from '../../lambdas/search/search-handler.ts';
import { storeDoor } from '../../lambdas/store/store-handler.ts';
import { type CallerAction, scopeOf } from '../../shared/access/scopes.ts';
import { createTokenVerifier } from '../../shared/access/token-verifier.ts';
import { makeS3Client } from '../../shared/adapters/aws/make-s3-client.ts';
import { S3ImageArchive } from '../../shared/adapters/aws/s3-image-archive.ts';
import { S3Quarantine } from '../../shared/adapters/aws/s3-quarantine.ts';
import { openPostgresAuditTrail } from '../../shared/adapters/sql/open-postgres-audit-trail.ts';
import { openPostgresIndex } from '../../shared/adapters/sql/open-postgres-index.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { jsonLinesLog } from '../../shared/log.ts';
import { PixelWorkers } from '../../shared/pixels/pixel-workers.ts';
import { settingsFromEnvironment } from '../../shared/settings.ts';
import { makeIssuerKey, makeToken } from '../access/token-maker.ts';
import { InProcessS3 } from '../adapters/aws/in-process-s3.ts';
import { startPostgres } from '../contract/postgres-server.ts';
import { testGuard } from '../makers/admissions.ts';
import { apiGatewayEvent } from '../makers/api-gateway-event.ts';
import { fakeAwslambda, invoke } from '../makers/fake-lambda-runtime.ts';
import { makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';

const settings = settingsFromEnvironment({
  PUBLIC_BASE_URL: 'https://gateway.example/v1',
  TOKEN_ISSUER: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example1',
  TOKEN_CLIENT_IDS: 'router,viewer',
});
const issuerKey = makeIssuerKey('RS256', 'key-1');
const postgres = await startPostgres();
const instancePath = '/dicomweb/studies/{study}/series/{series}/instances/{instance}';

/** All that AWS would run, but for AWS: real adapters, a real PostgreSQL, the real S3Client, Cognito's form of token. */
async function openGateway(): Promise<Gateway> {
  if (postgres === undefined) throw new Error('no PostgreSQL');
  const client = makeS3Client({
    region: 'eu-central-1',
    endpoint: 'http://s3.test',
    forcePathStyle: true,
    credentials: { accessKeyId: 'synthetic', secretAccessKey: 'synthetic' },
    requestHandler: new InProcessS3(),
  });
  return {
    settings,
    log: jsonLinesLog(() => undefined),
    archive: new S3ImageArchive({ client, bucket: 'images', completesConditionally: true }),
    quarantine: new S3Quarantine({ client, bucket: 'quarantine' }),
    guard: testGuard,
    index: await openPostgresIndex(postgres.settings),
    audit: await openPostgresAuditTrail(postgres.settings, createSecretKey(Buffer.alloc(32, 7))),
    pixels: new PixelWorkers(settings.pixels),
    verifyToken: createTokenVerifier({
      issuer: settings.tokenIssuer,
      audience: settings.publicBaseUrl,
      clientIds: settings.tokenClientIds,
      jwks: { keys: [issuerKey.jwk] },
    }),
  };
}

/** As Cognito makes them: no audience, the scopes in one string. */
function bearer(clientId: 'router' | 'viewer', ...actions: readonly CallerAction[]): string[] {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: settings.tokenIssuer, sub: clientId, client_id: clientId, token_use: 'access', jti: 'j' };
  const scope = actions.map(scopeOf).join(' ');
  return [`Bearer ${makeToken(issuerKey, { ...claims, scope, iat: now, exp: now + 900 })}`];
}

describe.skipIf(postgres === undefined)('an image on its way through AWS', () => {
  const { bytes, key } = makeCt({ patientName: 'M&M^100%' });
  const pathParameters = { study: key.studyUid, series: key.seriesUid, instance: key.sopInstanceUid };
  let gateway: Gateway;

  beforeAll(async () => {
    Object.assign(globalThis, { awslambda: fakeAwslambda });
    gateway = await openGateway();
  });

  afterAll(async () => {
    await gateway.index.close();
    await gateway.audit.close();
    await postgres?.stop();
  });

  const opened = () => ({ settings, log: gateway.log, open: async () => gateway });

  it('is stored by a router', async () => {
    const { contentType, body } = multipartBody([bytes]);
    const event = apiGatewayEvent({
      httpMethod: 'POST',
      body: body.toString('base64'),
      multiValueHeaders: { 'Content-Type': [contentType], Authorization: bearer('router', 'study.write') },
    });

    const { statusCode, payload } = await invoke(awsHandler(opened(), storeDoor), event);

    expect(statusCode).toBe(200);
    expect(JSON.parse(payload.toString())['00081199'].Value).toHaveLength(1);
  });

  it('is found by a viewer, whatever characters the search holds', async () => {
    const event = apiGatewayEvent({
      multiValueHeaders: {
        Accept: ['application/dicom+json'],
        Authorization: bearer('viewer', 'study.search'),
      },
      multiValueQueryStringParameters: { PatientName: ['M&M^100%'], includefield: ['00081030'] },
    });

    const { statusCode, payload } = await invoke(awsHandler(opened(), searchDoor), event);

    expect(statusCode).toBe(200);
    expect(JSON.parse(payload.toString())[0]['0020000D'].Value).toEqual([key.studyUid]);
  });

  it('is streamed to a viewer, byte for byte', async () => {
    const event = apiGatewayEvent({
      resource: instancePath,
      pathParameters,
      multiValueHeaders: {
        Accept: ['multipart/related; type="application/dicom"; transfer-syntax=*'],
        Authorization: bearer('viewer', 'study.read'),
      },
    });

    const { statusCode, payload } = await invoke(awsHandler(opened(), retrieveDoor), event);

    expect(statusCode).toBe(200);
    expect(payload.includes(bytes.subarray(128))).toBe(true);
  });

  it('is streamed frame by frame', async () => {
    const event = apiGatewayEvent({
      resource: `${instancePath}/frames/{frames}`,
      pathParameters: { ...pathParameters, frames: '1' },
      multiValueHeaders: {
        Accept: ['multipart/related; type="application/octet-stream"'],
        Authorization: bearer('viewer', 'study.read'),
      },
    });

    const { statusCode, headers, payload } = await invoke(awsHandler(opened(), retrieveDoor), event);

    expect(statusCode).toBe(200);
    expect(headers['Content-Type']).toContain('application/octet-stream');
    expect(payload.length).toBeGreaterThan(100);
  });

  it('stays where it is when API Gateway is got past with a token for something else', async () => {
    const event = apiGatewayEvent({
      resource: instancePath,
      pathParameters,
      multiValueHeaders: { Authorization: bearer('router', 'study.write') },
    });

    const { statusCode, payload } = await invoke(awsHandler(opened(), retrieveDoor), event);

    expect(statusCode).toBe(403);
    expect(JSON.parse(payload.toString())).toMatchObject({ code: 'scope-missing' });
  });

  it('is not even hinted at to those without a token, who may not ask for the capabilities either', async () => {
    const event = apiGatewayEvent({ httpMethod: 'OPTIONS', resource: '/dicomweb', path: '/dicomweb' });

    const { statusCode, headers } = await invoke(awsHandler(opened(), capabilitiesDoor), event);

    expect(statusCode).toBe(401);
    expect(headers['WWW-Authenticate']).toMatch(/^Bearer/);
  });
});
