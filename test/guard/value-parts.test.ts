import { describe, expect, it } from 'vitest';
import { valueParts } from '../../shared/guard/value-parts.ts';

const item = (content: string, length = content.length): string => {
  const header = Buffer.from('feff00e000000000', 'hex');
  header.writeUInt32LE(length, 4);
  return header.toString('latin1') + content;
};
const partsOf = (text: string) =>
  Array.from(valueParts(Buffer.from(text, 'latin1')), (part) => part.toString('latin1')).slice(1);

describe('the parts of a value', () => {
  it('are the value itself, and its fragments where it has some', () => {
    const value = Buffer.from(item('') + item('one ') + item('two '), 'latin1');

    const [whole] = valueParts(value);

    expect(whole).toEqual(value);
    expect(partsOf(value.toString('latin1'))).toEqual(['', 'one ', 'two ']);
  });

  it('end where no item follows', () => {
    expect(partsOf('no item')).toEqual([]);
    expect(partsOf(`${item('one ')}and more that is no item`)).toEqual(['one ']);
    expect(partsOf(`${item('one ')}${item('')}`)).toEqual(['one ']);
  });

  it('are as long as there is something of them', () => {
    expect(partsOf(item('cut', 4_000_000_000))).toEqual(['cut']);
  });
});
