import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printableRuns } from '../../../shared/guard/carriers/printable-runs.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const textsIn = (bytes: Buffer, minimum = 6): string[] => printableRuns(bytes, minimum).map(({ text }) => text);

/** Bytes that look like chance and are the same in every run. */
const noise = (length: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 64) }, (_, block) => createHash('sha512').update(`${block}`).digest()),
  ).subarray(0, length);

describe('runs of text in bytes', () => {
  it('are found between bytes that are none, each with its place', () => {
    const runs = printableRuns(latin1('\u0001\u0002Jane Doe\u0000\u0003078-05-1120\u0000'), 6);

    expect(runs).toEqual([
      { offset: 2, length: 8, text: 'Jane Doe', isByteForByte: true },
      { offset: 12, length: 11, text: '078-05-1120', isByteForByte: true },
    ]);
  });

  it('begin with the first byte and end with the last', () => {
    expect(textsIn(latin1('Jane Doe'))).toEqual(['Jane Doe']);
    expect(textsIn(latin1('\u0000Jane D'))).toEqual(['Jane D']);
    expect(textsIn(latin1('Jane D\u0000'))).toEqual(['Jane D']);
  });

  it('are no more than asked for and the one that tells that there are more', () => {
    expect(printableRuns(latin1('Jane Doe\0'.repeat(9)), 6, 16).map(({ text }) => text)).toEqual(
      Array(3).fill('Jane Doe'),
    );
  });

  it('are none that are shorter than the least', () => {
    expect(textsIn(latin1('\u0000Jane \u0000Doe\u0000'))).toEqual([]);
    expect(textsIn(latin1('\u0000Jane Do\u0000'), 8)).toEqual([]);
  });

  it('go on over line breaks and tabs', () => {
    expect(textsIn(latin1('\u0001Jane\r\n\tDoe\u0001'))).toEqual(['Jane\r\n\tDoe']);
  });

  it('go on over accented letters of ISO 8859-1, a byte each', () => {
    const runs = printableRuns(latin1('\u00ff\u0000\u00c9mile M\u00fcller^Jos\u00e9\u0000\u00ff'), 6);

    expect(runs).toEqual([{ offset: 2, length: 17, text: 'Émile Müller^José', isByteForByte: true }]);
  });

  it.each(['dossier n\u00b0 482913', 'N.\u00ba paciente 482913', 'CPF n\u00ba: 482913', 'T\u00c9L\u00a0: 0199004003'])(
    'go on over a sign between a label and its number: %s',
    (text) => {
      const runs = printableRuns(Buffer.concat([latin1('\u0000'), latin1(text), latin1('\u0000')]), 6);

      expect(runs).toEqual([{ offset: 1, length: text.length, text, isByteForByte: true }]);
    },
  );

  it.each(['Jane D\u00b0Doe Jo', 'Jane Do\u00a0\u00a0Jane Do', 'Jane D\u00baoe Ja'])(
    'end at such a byte elsewhere: %s',
    (text) => {
      const runs = printableRuns(latin1(text), 6);

      expect(runs.map(({ text: run }) => run)).not.toContain(text);
    },
  );

  it('are found in UTF-8 of any script, which is more than a byte a character', () => {
    const runs = printableRuns(Buffer.from('\u0000Иван Петров\u0000山田 太郎\u0000Müller, Zoë 😀\u0000'), 6);

    expect(runs.map(({ text, isByteForByte }) => [text, isByteForByte])).toEqual([
      ['Иван Петров', false],
      ['山田 太郎', false],
      ['Müller, Zoë 😀', false],
    ]);
  });

  it('end where the encoding changes', () => {
    const both = Buffer.concat([latin1('J\u00fcrgen Maier '), Buffer.from('Zoë Maier'), latin1(' J\u00fcrgen')]);

    expect(textsIn(both).join('|')).toContain('Jürgen Maier');
    expect(textsIn(both).every((text) => !text.includes('\ufffd'))).toBe(true);
  });

  it.each(['utf16le', 'utf16be'])('are found in UTF-16 of either byte order, at odd places too: %s', (order) => {
    const little = Buffer.from('Zoë Doe 078-05-1120', 'utf16le');
    const words = order === 'utf16le' ? little : Buffer.from(little).swap16();

    const even = textsIn(Buffer.concat([Buffer.from([1, 2]), words, Buffer.from([1, 2])]));
    const odd = textsIn(Buffer.concat([Buffer.from([1]), words, Buffer.from([1, 2])]));

    expect(even).toEqual(['Zoë Doe 078-05-1120']);
    expect(odd).toEqual(['Zoë Doe 078-05-1120']);
  });

  it('are told in the order of the bytes, whatever their encoding', () => {
    const bytes = Buffer.concat([
      latin1('\u0001first one\u0001'),
      Buffer.from('second', 'utf16le'),
      latin1('\u0001third one'),
    ]);

    expect(textsIn(bytes)).toEqual(['first one', 'second', 'third one']);
  });

  it('are none where they are mostly marks, if they are short', () => {
    expect(textsIn(latin1('\u0000$%&/()=\u0000a#b+c!\u0000'))).toEqual([]);
  });

  it('are kept whole between marks, if they are long', () => {
    expect(textsIn(latin1(`${'#'.repeat(40)}Jane Doe${'*'.repeat(40)}`))).toHaveLength(1);
  });

  it('are kept behind padding, however long', () => {
    expect(textsIn(latin1(`JANE DOE${' '.repeat(500)}`))).toHaveLength(1);
    expect(textsIn(latin1(`${'0'.repeat(500)}JANE DOE`))).toHaveLength(1);
  });

  it('are none in ramps and grey pictures', () => {
    const ramp = Buffer.from(Array.from({ length: 4096 }, (_, index) => 40 + ((index >> 2) % 60)));
    const grey = Buffer.from(Array.from({ length: 4096 }, (_, index) => 70 + Math.round(20 * Math.sin(index / 40))));

    expect(textsIn(ramp)).toEqual([]);
    expect(textsIn(grey)).toEqual([]);
  });

  it('are few in bytes of chance', () => {
    const found = textsIn(noise(200_000)).join('');

    expect(found.length).toBeLessThan(4_000);
  });

  it('hold every line that was put among zeros', () => {
    const words = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ]{7,40}[a-z]$/);

    fc.assert(
      fc.property(fc.array(words, { maxLength: 10 }), (lines) => {
        const bytes = latin1(lines.map((line) => `\u0000\u0001${line}\u0000\u0002`).join(''));
        const few = lines.filter((line) => line.length < 32);

        expect(textsIn(bytes)).toEqual(expect.arrayContaining(few));
      }),
    );
  });

  it('say where they are: the bytes there are the text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (array) => {
        const bytes = Buffer.from(array);

        for (const { offset, length, text, isByteForByte } of printableRuns(bytes, 2)) {
          const slice = bytes.subarray(offset, offset + length);
          const readings = [
            slice.toString('latin1'),
            slice.toString('utf8'),
            slice.toString('latin1').replaceAll('\0', ''),
          ];
          expect(isByteForByte ? readings.slice(0, 1) : readings).toContain(text);
        }
      }),
    );
  });
});
