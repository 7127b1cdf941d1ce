import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseMediaType } from '../../shared/dicomweb/media-type.ts';

const taken = (text: string) => {
  const { essence, parameters } = parseMediaType(text) ?? {};
  return essence === undefined ? undefined : [essence, Object.fromEntries(parameters ?? [])];
};

it.each([
  ['application/dicom', 'application/dicom', {}],
  ['Application/DICOM+json', 'application/dicom+json', {}],
  ['a/b;c=d', 'a/b', { c: 'd' }],
  ['a/b; C="d; e, \\"f\\""', 'a/b', { c: 'd; e, "f"' }],
  ['a/b; type=application/dicom; transfer-syntax=*', 'a/b', { type: 'application/dicom', 'transfer-syntax': '*' }],
  [' a/b\t;\tc =  d ; ; e="" ;', 'a/b', { c: 'd', e: '' }],
])('takes %j apart', (text, essence, parameters) => {
  expect(taken(text)).toEqual([essence, parameters]);
});

it.each([
  '',
  'a',
  'a/',
  '/b',
  'a/b/c',
  'a b/c',
  'a/b c',
  'a/b; c',
  'a/b; =d',
  'a/b; c="d',
  'a/b; c=d e',
  'a/b; c=d; C=e',
  `a/b; c=${'d'.repeat(2000)}`,
  `a/b${Array.from({ length: 20 }, (_, number) => `;c${number}=d`).join('')}`,
])('finds no media type in %.40j', (text) => {
  expect(taken(text)).toBeUndefined();
});

it('answers for any text, however long', () => {
  const pieces = fc.constantFrom('a/b', ';', '"', '\\', ' ', '=', ',', 'c=d', '; c="', '\t', '\0');

  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 2000 }), (text) => {
      const parsed = parseMediaType(text.join(''));

      expect(parsed === undefined || parsed.essence.includes('/')).toBe(true);
    }),
  );
});
