import { describe, expect, it } from 'vitest';
import { requestOfApiGateway } from '../../../lambdas/edge/api-gateway-request.ts';
import { GatewayError } from '../../../shared/errors.ts';
import { apiGatewayEvent } from '../../makers/api-gateway-event.ts';

const frames = '/dicomweb/studies/{study}/series/{series}/instances/{instance}/frames/{frames}';

describe('a request out of an API Gateway event', () => {
  it('takes the route that the resource template names', () => {
    const event = apiGatewayEvent({ httpMethod: 'POST', resource: '/dicomweb/studies/{study}' });

    const { route } = requestOfApiGateway(event);

    expect(route).toMatchObject({ verb: 'store', permission: 'dicom/study.write' });
  });

  it('is refused where the table has no such method', () => {
    const event = apiGatewayEvent({ httpMethod: 'DELETE' });

    expect(() => requestOfApiGateway(event)).toThrow(expect.objectContaining({ code: 'route-not-found' }));
  });

  it('decodes path parameters once, no more', () => {
    const event = apiGatewayEvent({
      resource: frames,
      pathParameters: { study: '1.2', series: '1%2E3', instance: '1.4', frames: '1%2C2%252C3' },
    });

    const { pathParameters } = requestOfApiGateway(event);

    expect(pathParameters).toEqual({ study: '1.2', series: '1.3', instance: '1.4', frames: '1,2%2C3' });
  });

  it('is refused, not failed, where a percent sign encodes nothing', () => {
    const event = apiGatewayEvent({ resource: '/dicomweb/studies/{study}', pathParameters: { study: '1%ZZ' } });

    expect(() => requestOfApiGateway(event)).toThrow(GatewayError);
    expect(() => requestOfApiGateway(event)).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('rebuilds a query that means what the client sent', () => {
    const sent = {
      PatientName: ['M&M=100%'],
      includefield: ['00081030', 'a+b c'],
      ü: ['\uD800'],
      limit: [''],
    };
    const event = apiGatewayEvent({ multiValueQueryStringParameters: sent });

    const { query } = requestOfApiGateway(event);

    expect([...new URLSearchParams(query)]).toEqual([
      ['PatientName', 'M&M=100%'],
      ['includefield', '00081030'],
      ['includefield', 'a+b c'],
      ['ü', '\uFFFD'],
      ['limit', ''],
    ]);
    expect(query).not.toContain('+');
  });

  it('has an empty query, no parameters and no body where the event says null', async () => {
    const request = requestOfApiGateway(apiGatewayEvent());

    const chunks = await chunksOf(request.body);

    expect(request).toMatchObject({ query: '', pathParameters: {}, headers: {} });
    expect(chunks).toEqual([]);
  });

  it('gives the body as the bytes that were sent', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 128]);
    const event = apiGatewayEvent({ httpMethod: 'POST', body: bytes.toString('base64') });

    const chunks = await chunksOf(requestOfApiGateway(event).body);

    expect(Buffer.concat(chunks)).toEqual(bytes);
  });

  it('knows headers by their lower-case names and joins what was sent twice, whatever its case', () => {
    const event = apiGatewayEvent({
      multiValueHeaders: { Accept: ['a/b', 'c/d'], Authorization: ['Bearer x'], authorization: ['Bearer y'] },
    });

    const { headers } = requestOfApiGateway(event);

    expect(headers).toEqual({ accept: 'a/b, c/d', authorization: 'Bearer x, Bearer y' });
  });

  it('carries the request id and the address of whoever called', () => {
    const request = requestOfApiGateway(apiGatewayEvent());

    expect(request).toMatchObject({ id: 'f0e1d2c3-0000-4000-8000-000000000001', remoteAddress: '192.0.2.7' });
  });
});

async function chunksOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return chunks;
}
