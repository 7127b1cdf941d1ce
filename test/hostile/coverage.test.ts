import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { container } from './container.ts';
import { elements } from './elements.ts';
import { fileMetas } from './file-meta.ts';
import { guardTexts } from './guard.ts';
import { guardDocuments, swellingDocuments } from './guard-documents.ts';
import { httpMetadata } from './http-metadata.ts';
import { httpMultipart } from './http-multipart.ts';
import { httpQuery } from './http-query.ts';
import { httpWire } from './http-wire.ts';
import { pixels } from './pixel.ts';
import { renderings } from './rendering.ts';
import { review } from './review.ts';
import { sequences } from './sequences.ts';
import { textAndIdentity } from './text-and-identity.ts';
import { tokens } from './tokens.ts';

const files = [container, fileMetas, elements, sequences, pixels, textAndIdentity];
const requests = [
  httpMultipart,
  httpMetadata,
  httpQuery,
  httpWire,
  tokens,
  guardTexts,
  guardDocuments,
  swellingDocuments,
  review,
  renderings,
];
const cases = [...files, ...requests].flat();

const catalogue = [
  ...Array.from({ length: 72 }, (_, index) => String(index + 1)),
  ...Array.from({ length: 23 }, (_, index) => `H${index + 1}`),
  ...Array.from({ length: 13 }, (_, index) => `G${index + 1}`),
  ...Array.from({ length: 2 }, (_, index) => `M${index + 1}`),
  ...Array.from({ length: 7 }, (_, index) => `R${index + 1}`),
];

describe('the hostile suite', () => {
  it('has a case for every class of the catalogue', () => {
    const covered = new Set(cases.map((each) => each.class));

    expect(catalogue.filter((each) => !covered.has(each))).toEqual([]);
    expect([...covered].filter((each) => !catalogue.includes(each))).toEqual([]);
  });

  it('has no law twice', () => {
    const laws = cases.map((each) => `${each.class}: ${each.law}`);

    expect(laws.filter((law, index) => laws.indexOf(law) !== index)).toEqual([]);
  });

  it('says in its catalogue what each class is', async () => {
    const readme = await readFile('test/hostile/README.md', 'utf8');

    const described = [...readme.matchAll(/^\| ([GHMR]?\d+) \|/gm)].map(([, number]) => number);

    expect(described).toEqual(catalogue);
  });
});
