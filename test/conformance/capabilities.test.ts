import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../lambdas/routes.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('OPTIONS / (PS3.18 8.9)', () => {
  it('lists every route of the table', async () => {
    const response = await gateway.fetch('/', { method: 'OPTIONS' });

    const body = (await response.json()) as { resources: { resource: string; methods: { method: string }[] }[] };
    const listed = body.resources.flatMap(({ resource, methods }) =>
      methods.map(({ method }) => `${method} ${resource}`),
    );
    expect(response.status).toBe(200);
    expect(listed.sort()).toEqual(routes.map(({ method, path }) => `${method} ${gateway.baseUrl}${path}`).sort());
  });
});

describe('what is not in the table (PS3.18 8.5)', () => {
  it('is 404 with a document that says where to look', async () => {
    const response = await gateway.fetch('/patients');

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'route-not-found', status: 404 });
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('is 405 with Allow for the method %s', async (method) => {
    const response = await gateway.fetch('/studies', { method });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST, GET, HEAD');
  });

  it.each(['/studies//series', '/studies/%zz', '//studies', '/studies/1.2.3/series/'])(
    'never is a 500: %s',
    async (path) => {
      const response = await gateway.fetch(path);

      expect(response.status).toBeLessThan(500);
    },
  );
});
