import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCt } from '../makers/make-ct.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const viewer = 'https://viewer.example.org';
const stranger = 'https://elsewhere.example';
const { bytes, key } = makeCt();
const accept = 'application/dicom+json';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ALLOWED_ORIGINS: viewer });
  const body = bytes as Buffer<ArrayBuffer>;
  await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': 'application/dicom' } });
});
afterAll(() => gateway.close());

const preflight = (path: string, origin: string) =>
  fetch(gateway.dicomwebUrl + path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
  });

describe('answers to a page of an allowed origin (WHATWG Fetch 3.3)', () => {
  it.each([
    ['a search', '/studies', 200],
    ['a search that finds nothing', '/studies?PatientID=NOBODY', 204],
    ['metadata', `/studies/${key.studyUid}/metadata`, 200],
    ['a refusal by the edge', '/studies?StudyDate=never', 400],
    ['a study that is not there', '/studies/2.25.404/metadata', 404],
    ['a path that is not there', '/patients', 404],
  ])('may be read: %s', async (_what, path, status) => {
    const response = await gateway.fetch(path, { headers: { accept, origin: viewer } });

    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe(viewer);
    expect(response.headers.get('vary')).toContain('Origin');
  });

  it('may be read when sign-in is missing, so that the viewer can ask for it', async () => {
    const response = await fetch(`${gateway.dicomwebUrl}/studies`, { headers: { accept, origin: viewer } });

    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe(viewer);
  });

  it('may be read when the method is not allowed', async () => {
    const response = await gateway.fetch('/studies', { method: 'DELETE', headers: { origin: viewer } });

    expect(response.status).toBe(405);
    expect(response.headers.get('access-control-allow-origin')).toBe(viewer);
  });

  it.each(['Warning', 'Content-Location', 'Content-Range', 'ETag', 'WWW-Authenticate'])('expose %s', async (name) => {
    const response = await gateway.fetch('/studies?limit=1', { headers: { accept, origin: viewer } });

    expect(response.headers.get('access-control-expose-headers')).toContain(name);
  });

  it('never allow cookies, because a token is all that counts', async () => {
    const response = await gateway.fetch('/studies', { headers: { accept, origin: viewer } });

    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('answers to a page of another origin', () => {
  it.each([stranger, 'null', `${viewer}.evil.example`, 'http://viewer.example.org'])(
    'may not be read: %s',
    async (origin) => {
      const response = await gateway.fetch('/studies', { headers: { accept, origin } });

      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('vary')).toBe('Origin');
    },
  );
});

describe('a preflight', () => {
  it('of an allowed origin is told methods and request headers, without a token', async () => {
    const response = await preflight(`/studies/${key.studyUid}`, viewer);

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(viewer);
    expect(response.headers.get('access-control-allow-methods')).toBe('POST, GET, HEAD');
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'Accept, Authorization, Content-Type, If-None-Match, If-Range, Range',
    );
  });

  it('of another origin is told nothing', async () => {
    const response = await preflight('/studies', stranger);

    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('access-control-allow-methods')).toBeNull();
  });
});
