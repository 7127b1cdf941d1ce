import { describe, expect, it } from 'vitest';
import { jsonWebToken } from '../../../shared/guard/detectors/json-web-token.ts';
import { finds } from './finds.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = encode({ alg: 'RS256', typ: 'JWT', kid: 'test' });
const payload = encode({ sub: 'nobody', iss: 'https://example.org' });
const signature = 'c2lnbmF0dXJl'.repeat(8);
const token = `${header}.${payload}.${signature}`;

describe('JSON Web Tokens', () => {
  it.each([
    ['alone', token],
    ['after Bearer', `Authorization: Bearer ${token}`],
    ['in a parameter', `?jwt=${token}&x=1`],
    ['in quotes', `{"token":"${token}"}`],
    ['before a full stop', `${token} .`],
    ['after a backslash', `x\\${token}\\y`],
  ])('are found %s', (_where, text) => {
    const found = finds(jsonWebToken, text);

    expect(found).toEqual([token]);
  });

  it.each([
    ['without a signature', `${encode({ alg: 'none' })}.${payload}.`],
    ['with a large payload', `${header}.${encode({ groups: 'g'.repeat(9000) })}.${signature}`],
    ['with a small header', `${encode({ alg: 'HS256' })}.${payload}.${signature}`],
    ['encrypted directly, without a key', `${encode({ alg: 'dir', enc: 'A256GCM' })}..${signature}`],
  ])('are found %s', (_how, text) => {
    const found = finds(jsonWebToken, text);

    expect(found).toEqual([text]);
  });

  it.each([
    ['one part', header],
    ['two parts', `${header}.${payload}`],
    ['a header without an algorithm', `${encode({ typ: 'JWT', x: 1 })}.${payload}.${signature}`],
    ['a header that is no JSON', `eyJabcdefghijk.${payload}.${signature}`],
    ['a longer token', `x${token}`],
    ['a file of three names', 'eyJaaaaaaaa.tar.gz'],
    ['a dotted number', '1.2.840.10008.5.1'],
    ['base64 of a picture', 'iVBORw0KGgoAAAANSUhEUgAA.AAAA.BBBB'],
    ['a header that is a list', `${encode(['alg'])}.${payload}.${signature}`],
    ['a header that is a text', `${encode('{"alg"}')}.${payload}.${signature}`],
    ['spaces between the parts', `${header} . ${payload} . ${signature}`],
    ['a word', 'eyJ'],
    ['JSON in the clear', '{"alg":"none"}.{}.x'],
    ['capital letters', token.toUpperCase()],
    ['nothing', ''],
  ])('are not %s', (_what, text) => {
    const found = finds(jsonWebToken, text);

    expect(found).toEqual([]);
  });
});
