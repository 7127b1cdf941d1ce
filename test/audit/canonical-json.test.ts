import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/audit/canonical-json.ts';

describe('canonical JSON (RFC 8785)', () => {
  it('sorts names by their UTF-16 code units, as in the example of section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };

    const text = canonicalJson(value);

    expect(Object.values(JSON.parse(text, (_, inner) => inner) as object)).toContain('One');
    expect([...text.matchAll(/:"([^"]+?)[ "]/g)].map((match) => match[1])).toEqual([
      'Carriage',
      'One',
      'Control',
      'Latin',
      'Euro',
      'Emoji:',
      'Hebrew',
    ]);
  });

  it('spells the same value in one way, whatever order it was made in', () => {
    const text = canonicalJson({ b: 1, a: { d: true, c: 'x' } });

    expect(text).toBe('{"a":{"c":"x","d":true},"b":1}');
    expect(canonicalJson({ a: { c: 'x', d: true }, b: 1 })).toBe(text);
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1e21 })).toBe('{"b":1e+21}');
  });

  it('keeps the order of lists', () => {
    expect(canonicalJson({ list: ['b', 'a', { d: 1, c: [] }] })).toBe('{"list":["b","a",{"c":[],"d":1}]}');
  });

  it('refuses numbers and text that JSON cannot hold', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson({ a: '\ud800' })).toThrow(TypeError);
  });
});
