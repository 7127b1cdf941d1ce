import { describe, expect, it } from 'vitest';
import type { InspectedText } from '../../shared/guard/inspected-text.ts';
import { inPlainCharacters } from '../../shared/guard/plain-characters.ts';

const place = { carrier: 'text', path: '00104000', vr: 'LT', keyword: 'PatientComments' } as const;
const textOf = (text: string): InspectedText => ({ place, text, isByteForByte: false });

describe('plain characters', () => {
  it.each([
    ['full-width digits and signs', '２１２－４５－６７８９', '212-45-6789'],
    ['Arabic digits', '٢١٢-٤٥-٦٧٨٩', '212-45-6789'],
    ['Devanagari digits', '२१२-४५-६७८९', '212-45-6789'],
    ['a soft hyphen', '212-45\u00ad-6789', '212-45-6789'],
    ['characters of no width', '2\u200b12\u200d-45-\ufeff6789', '212-45-6789'],
    ['marks of direction', '\u202a212-45-6789\u202c', '212-45-6789'],
  ])('are read instead of %s', (_what, written, plain) => {
    expect(inPlainCharacters(textOf(`Nr. ${written} für Müller`)).text).toBe(`Nr. ${plain} für Müller`);
  });

  it('leave letters of all scripts as they are', () => {
    const text = textOf('Müller 山田 Иванов １号');

    expect(inPlainCharacters(text).text).toBe('Müller 山田 Иванов 1号');
    expect(inPlainCharacters(textOf('Müller 山田 Иванов')).text).toBe('Müller 山田 Иванов');
  });

  it('are not looked for where each character is a byte', () => {
    const text = { ...textOf('212-45-6789'), isByteForByte: true };

    expect(inPlainCharacters(text)).toBe(text);
  });
});
