import { describe, expect, it } from 'vitest';
import { preambleOther } from '../../../shared/guard/checks/preamble-other.ts';
import { hitsOf, preambleOf } from './evidence.ts';

const kindsOf = (preamble: Buffer) => hitsOf(preambleOther, { content: { preamble } }).map(({ detail }) => detail);

describe('preamble-other', () => {
  it('tells text from other bytes', () => {
    const written = preambleOf('Made by Synthetic Imaging');
    const binary = preambleOf(Uint8Array.from({ length: 60 }, (_, index) => (index * 37) % 251));

    expect(kindsOf(written)).toEqual(['text']);
    expect(kindsOf(binary)).toEqual(['binary data']);
  });

  it.each([0, 0x20, 0xff])('takes one byte over and over for filler: %i', (filler) => {
    expect(kindsOf(preambleOf('', filler))).toEqual([]);
  });

  it('lets three bytes stand among the filler, and no more', () => {
    const three = preambleOf(Buffer.of(0, 0, 1, 0, 2, 0, 3));
    const four = preambleOf(Buffer.of(0, 0, 1, 0, 2, 0, 3, 4));

    expect(kindsOf(three)).toEqual([]);
    expect(kindsOf(four)).toEqual(['binary data']);
  });

  it.each(['II*\0\x08\0\0\0\x01\x02', '%PDF-1.7', 'MZ\x90\0\x03\x04'])(
    'leaves %j to the check of its kind',
    (start) => {
      expect(kindsOf(preambleOf(start))).toEqual([]);
    },
  );
});
