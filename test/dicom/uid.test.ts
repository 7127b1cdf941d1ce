import { describe, expect, it } from 'vitest';
import { isUid } from '../../shared/dicom/uid.ts';

describe('a UID (PS3.5 9.1)', () => {
  it.each(['1.2', '0.0', '2.25.329800735698586629295641978511506172918', `1.${'2'.repeat(62)}`])(
    'may be %s',
    (text) => {
      expect(isUid(text)).toBe(true);
    },
  );

  it.each([
    ['empty', ''],
    ['too long', `1.${'2'.repeat(63)}`],
    ['with a leading zero', '1.02'],
    ['with an empty component', '1..2'],
    ['with a dot at the end', '1.2.'],
    ['with a line break at the end', '1.2\n'],
    ['with letters', '1.2a'],
    ['a way up the folders', '../..'],
    ['of other digits', '1.\u0662'],
    ['with a NUL', '1.2\0'],
  ])('is not %s', (_, text) => {
    expect(isUid(text)).toBe(false);
  });
});
