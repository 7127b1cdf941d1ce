import { describe, expect, it } from 'vitest';
import { routes } from '../../lambdas/routes.ts';
import { findRoute, methodsOf } from '../../local/find-route.ts';

describe('findRoute', () => {
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('finds %s', (_name, route) => {
    const path = route.path.replace(/\{([a-z]+)\}/g, '$1-value');

    const found = findRoute(route.method, path);

    expect(found.route).toBe(route);
    expect(Object.entries(found.pathParameters).every(([name, value]) => value === `${name}-value`)).toBe(true);
  });

  it('takes a trailing slash for the same path', () => {
    expect(findRoute('OPTIONS', '/dicomweb/').route.verb).toBe('capabilities');
  });

  it('decodes a segment once and never again', () => {
    const { pathParameters } = findRoute('GET', '/dicomweb/studies/1%252e2%2F3');

    expect(pathParameters.study).toBe('1%2e2/3');
  });

  it.each(['/', '/dicomweb', '/dicomweb/studies/1/series/2/instances/3/frames/1/more', '//dicomweb/studies'])(
    'knows no GET %s',
    (path) => {
      expect(() => findRoute('GET', path)).toThrow(expect.objectContaining({ code: expect.stringMatching(/not-/) }));
    },
  );

  it('says which methods there are when it refuses one', () => {
    expect(() => findRoute('PUT', '/dicomweb/studies')).toThrow(
      expect.objectContaining({ code: 'method-not-allowed', headers: { Allow: 'POST, GET, HEAD' } }),
    );
    expect(methodsOf('/dicomweb/studies')).toEqual(['POST', 'GET', 'HEAD']);
  });

  it('refuses a percent sign that is no encoding', () => {
    expect(() => findRoute('GET', '/dicomweb/studies/%zz')).toThrow(
      expect.objectContaining({ code: 'request-invalid' }),
    );
  });
});
