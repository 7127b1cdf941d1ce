import { expect, it } from 'vitest';
import { parseUidPath } from '../../shared/dicomweb/uid-path.ts';

it('gives back a UID', () => {
  expect(parseUidPath('1.2.840.10008.1.2')).toBe('1.2.840.10008.1.2');
});

it.each([undefined, '', '1.02', '1..2', '1.2/..', '%31.2', '1.2\r\n', '١.٢', `1.${'2'.repeat(63)}`])(
  'refuses %j without repeating it',
  (text) => {
    const parse = () => parseUidPath(text);

    expect(parse).toThrow(expect.objectContaining({ code: 'uid-invalid', status: 400 }));
    expect(parse).toThrow(/^A UID in the path/);
  },
);
