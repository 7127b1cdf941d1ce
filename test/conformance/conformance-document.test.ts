import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeRoute } from '../../lambdas/capabilities/describe-route.ts';
import { routes, routeTemplate } from '../../lambdas/routes.ts';
import { scopeOf } from '../../shared/access/scopes.ts';
import { readerLimits } from '../../shared/dicom/reader-limits.ts';
import { metadataLimits } from '../../shared/dicomweb/metadata-limits.ts';
import { usualMultipartLimits } from '../../shared/dicomweb/multipart-reader.ts';
import { failureCodes, GatewayError } from '../../shared/errors.ts';
import { searchAttributes } from '../../shared/search/attributes.ts';
import { settingsFromEnvironment, settingsToEnvironment } from '../../shared/settings.ts';
import { failureReasons } from '../../shared/store/failure-reasons.ts';

const text = readFileSync(new URL('../../CONFORMANCE.md', import.meta.url), 'utf8');

/** Each line of each table as its cells. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const rowOf = (firstCell: string) => rows.find(([first]) => first === firstCell);
const codeRow = (name: string) => rowOf(`\`${name}\``);

describe('CONFORMANCE.md', () => {
  it('has the resources of the route table, and no others', () => {
    const declared = rows.flatMap(([first = '']) => /^`((?:GET|POST|OPTIONS) \/.*)`$/.exec(first)?.[1] ?? []);

    const listed = routes.filter(({ method }) => method !== 'HEAD');
    expect(declared.sort()).toEqual(listed.map(routeTemplate).sort());
  });

  it('has for each resource the statuses that the capabilities tell', () => {
    const told = routes.flatMap((route) => {
      const description = describeRoute(route);
      const cell = codeRow(routeTemplate(route))?.at(-1) ?? '';
      return description !== undefined && cell !== 'as above' ? [[route.path, cell, description] as const] : [];
    });

    expect(told.length).toBeGreaterThan(15);
    for (const [path, cell, { statuses }] of told) expect(cell, path).toBe(statuses.join(' '));
  });

  it('has every scope that a resource needs', () => {
    for (const { permission } of routes) expect(codeRow(permission)).toBeDefined();
    expect(codeRow(scopeOf('study.write'))?.[1]).toBe('Store');
  });

  it.each(Object.entries(failureReasons))(
    'declares the failure reason %s, as PS3.18 I.2.2 demands',
    (_name, reason) => {
      const hex = `${reason.toString(16).toUpperCase().padStart(4, '0')}H`;

      expect(rowOf(hex)?.[1]).toBe(String(reason));
    },
  );

  it('declares no failure reason that is not given', () => {
    const declared = rows.map(([first = '']) => first).filter((cell) => /^[0-9A-F]{4}H$/.test(cell));

    expect(declared).toHaveLength(Object.keys(failureReasons).length);
  });

  it.each(failureCodes)('has the failure code %s with its status', (code) => {
    expect(codeRow(code)?.[1]).toBe(String(new GatewayError(code, '').status));
  });

  it.each(Object.entries({ ...readerLimits, ...usualMultipartLimits, ...metadataLimits }))(
    'has the limit %s with its value',
    (name, value) => {
      expect(codeRow(name)?.[1]).toBe(String(value));
    },
  );

  it('has the search attributes of all levels, each with whether it can be matched on, and no others', () => {
    const declared = rows.filter(([tag = '']) => /^[0-9A-F]{8}(\.[0-9A-F]{8})?$/.test(tag));

    expect(declared.map(([tag, keyword, matching]) => [tag, keyword, matching !== '–'])).toEqual(
      searchAttributes.map(({ tag, keyword, matching }) => [tag, keyword, matching !== 'none']),
    );
  });

  it('has every setting with its default', () => {
    const given = { PUBLIC_BASE_URL: 'https://gateway.example', TOKEN_ISSUER: 'https://issuer.example' };

    for (const [name, value] of Object.entries(settingsToEnvironment(settingsFromEnvironment(given)))) {
      expect(codeRow(name), name).toBeDefined();
      if (/^\d+$/.test(value)) expect(codeRow(name)?.[1]).toBe(value);
    }
  });

  it('answers every line of PS3.18 with yes or no, and every no with its reason', () => {
    const lines = rows.filter(([, here]) => here === 'yes' || here === 'no');

    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter(([, here, reason]) => here === 'no' && reason === '')).toEqual([]);
  });

  it('cites tests that exist', () => {
    for (const [, file] of text.matchAll(/`([a-z-]+\.test\.ts)`/g)) {
      expect(() => readFileSync(new URL(file ?? '', import.meta.url)), file).not.toThrow();
    }
  });
});
