import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedTemplates, describeRoute } from '../../lambdas/capabilities/describe-route.ts';
import { routes, routeTemplate } from '../../lambdas/routes.ts';
import { bareGet } from '../makers/bare-get.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element } from '../makers/part10.ts';
import { readXml, type XmlElement } from '../makers/read-native-xml.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const { bytes, key } = makeCt({ extra: [element('00281201', 'OW', Buffer.alloc(4096, 1))] });
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const headers = { 'content-type': 'application/dicom' };
  const stored = await gateway.fetch('/studies', { method: 'POST', body: Buffer.from(bytes), headers });
  expect(stored.status).toBe(200);
});
afterAll(() => gateway.close());

const json = 'application/json';
const wadl = 'application/vnd.sun.wadl+xml';
const options = (headers: Readonly<Record<string, string>>, query = '') =>
  gateway.fetch(`/${query}`, { method: 'OPTIONS', headers });

/** What the WADL has to describe: the Studies Service, without this transaction itself (Annex H). */
const described = routes.filter(
  ({ method, path }) => path.startsWith('/dicomweb/') && method !== 'HEAD' && method !== 'OPTIONS',
);

describe('OPTIONS / as JSON (PS3.18 8.9)', () => {
  it('lists every route of the table', async () => {
    const response = await options({ accept: json });

    const body = (await response.json()) as { resources: { resource: string; methods: { method: string }[] }[] };
    const listed = body.resources.flatMap(({ resource, methods }) =>
      methods.map(({ method }) => `${method} ${resource}`),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(json);
    expect(listed.sort()).toEqual(routes.map(({ method, path }) => `${method} ${gateway.baseUrl}${path}`).sort());
  });

  it('says of each what it takes and gives', async () => {
    const response = await options({ accept: '*/*' });

    const { resources } = (await response.json()) as { resources: { resource: string; methods: object[] }[] };
    const frames = resources.find(({ resource }) => resource.endsWith('/frames/{frames}'));
    expect(frames?.methods[0]).toMatchObject({
      method: 'GET',
      id: 'RetrieveFrames',
      scope: 'dicom/study.read',
      produces: expect.arrayContaining(['multipart/related; type="image/jls"; transfer-syntax=*']),
      parameters: expect.arrayContaining([{ name: 'Range', style: 'header' }]),
      statuses: expect.arrayContaining([200, 206, 304, 416]),
    });
  });
});

describe('OPTIONS / as WADL (PS3.18 8.9, Annex H)', () => {
  const read = async () => readXml(await (await options({ accept: wadl })).text());
  const attributesOf = (element: XmlElement | undefined, name: string) =>
    (element?.children ?? []).filter((child) => child.name === name);

  it('is one application with one resources element at the base URL', async () => {
    const response = await options({ accept: wadl });

    const application = readXml(await response.text());
    expect(response.headers.get('content-type')).toBe(wadl);
    expect([application.name, application.attributes.xmlns]).toEqual([
      'application',
      'http://wadl.dev.java.net/2009/02',
    ]);
    expect(application.children.map(({ name, attributes }) => [name, attributes.base])).toEqual([
      ['resources', gateway.dicomwebUrl],
    ]);
  });

  it('has the tree of resources and their methods as the route table has it', async () => {
    const [resources] = (await read()).children;

    const found: string[] = [];
    const visit = (element: XmlElement | undefined, path: string) => {
      for (const method of attributesOf(element, 'method')) found.push(`${method.attributes.name} ${path}`);
      for (const child of attributesOf(element, 'resource')) visit(child, `${path}/${child.attributes.path}`);
    };
    visit(resources, '/dicomweb');
    expect(found.sort()).toEqual(described.map(routeTemplate).sort());
  });

  it('declares each variable of a path, and each resource once', async () => {
    const visit = (element: XmlElement): void => {
      const paths = attributesOf(element, 'resource').map(({ attributes }) => attributes.path ?? '');
      expect(new Set(paths).size).toBe(paths.length);
      for (const child of attributesOf(element, 'resource')) {
        const variables = attributesOf(child, 'param').map(({ attributes }) => attributes.name);
        const { path = '' } = child.attributes;
        expect(variables).toEqual(path.startsWith('{') ? [path.slice(1, -1)] : []);
        visit(child);
      }
    };

    visit((await read()).children[0] as XmlElement);
  });

  it('tells of a method its Accept with the default, its parameters, bodies and statuses (H, 8.9.3)', async () => {
    const [resources] = (await read()).children;
    const studies = attributesOf(resources, 'resource').find(({ attributes }) => attributes.path === 'studies');
    const [search, store] = ['GET', 'POST'].map((name) =>
      attributesOf(studies, 'method').find(({ attributes }) => attributes.name === name),
    );

    const [request] = attributesOf(search, 'request');
    const [accept, ...others] = attributesOf(request, 'param');
    expect(search?.attributes.id).toBe('SearchForStudies');
    expect(accept?.attributes).toMatchObject({ name: 'Accept', style: 'header', default: 'application/dicom+json' });
    expect(others.map(({ attributes }) => attributes.name)).toEqual(
      expect.arrayContaining(['limit', 'offset', 'fuzzymatching', 'includefield', 'PatientName', 'StudyDate']),
    );
    expect(attributesOf(search, 'response').map(({ attributes }) => attributes.status)).toContain('204');
    const consumed = attributesOf(attributesOf(store, 'request')[0], 'representation');
    expect(consumed.map(({ attributes }) => attributes.mediaType)).toContain(
      'multipart/related; type="application/dicom"',
    );
  });
});

describe('the capabilities', () => {
  it('describe every resource of the Studies Service, and none that is not there', () => {
    expect([...describedTemplates].sort()).toEqual(described.map(routeTemplate).sort());
  });

  it('have a name of their own for each transaction', () => {
    const ids = described.map((route) => describeRoute(route)?.id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  const retrievals = described.flatMap((route) => {
    const produces = describeRoute(route)?.produces ?? [];
    const isOfImages = /\/(?:rendered|thumbnail)$/.test(route.path);
    const own = produces.filter((mediaType) =>
      isOfImages ? mediaType.includes('image/') : !/image\/|video\//.test(mediaType),
    );
    return route.method === 'GET' ? own.map((mediaType) => [route.path, mediaType] as const) : [];
  });

  it.each(retrievals)('promise what is kept: %s as %s', async (template, accept) => {
    const path = template
      .replace('/dicomweb', '')
      .replace('{study}', key.studyUid)
      .replace('{series}', key.seriesUid)
      .replace('{instance}', key.sopInstanceUid)
      .replace('{frames}', '1')
      .replace('{bulkdata}', '00281201');

    const response = await gateway.fetch(path, { headers: { accept } });

    await response.arrayBuffer();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(/"(.+)"/.exec(accept)?.[1] ?? accept.split(';')[0]);
  });

  it.each([json, wadl])('as %s have an ETag, and are 304 for who has them', async (accept) => {
    const first = await options({ accept });
    await first.text();
    const etag = first.headers.get('etag') ?? '';

    const known = await options({ accept, 'if-none-match': etag });
    const other = await options({ accept: accept === json ? wadl : json, 'if-none-match': etag });

    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(known.status).toBe(304);
    expect(await known.text()).toBe('');
    expect(other.status).toBe(200);
  });

  it.each([
    ['DICOM and rendered media types in one Accept', { accept: 'application/dicom+json, image/png' }, ''],
    ['an accept parameter that is no UTF-8', { accept: '*/*' }, '?accept=%ff'],
  ])('are 400 for %s', async (_what, headers, query) => {
    expect((await options(headers, query)).status).toBe(400);
  });

  it('are 406 for another media type, and without Accept (8.7.5)', async () => {
    const authorization = `Bearer ${await gateway.token()}`;

    expect((await options({ accept: 'text/plain' })).status).toBe(406);
    expect((await bareGet(gateway.dicomwebUrl, { authorization }, 'OPTIONS')).status).toBe(406);
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
