import { describe, expect, it } from 'vitest';
import { textDecoderFor } from '../../shared/dicom/character-sets.ts';

const esc = '\x1b';
const bytesOf = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

/** The names of the standard's own examples (PS3.5 Annexes H to K) and one word for each other set. */
const names: readonly (readonly [terms: string, latin1: string, expected: string])[] = [
  ['', 'Plain^Name', 'Plain^Name'],
  ['ISO_IR 100', 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
  ['ISO_IR 101', 'W\xb3adys\xb3aw', 'Władysław'],
  ['ISO_IR 109', '\xa6or\xfd', 'Ĥorŭ'],
  ['ISO_IR 110', '\xa9\xb9', 'Šš'],
  ['ISO_IR 144', '\xbb\xee', 'Лю'],
  ['ISO_IR 127', '\xe2\xc8\xc7\xe6\xea', 'قباني'],
  ['ISO_IR 126', '\xc4\xe9\xef\xed\xf5\xf3\xe9\xef\xf2', 'Διονυσιος'],
  ['ISO_IR 138', '\xf9\xf8\xe5\xef', 'שרון'],
  ['ISO_IR 148', '\xde\xfe\xfd', 'Şşı'],
  ['ISO_IR 203', '\xa4\xbc', '€Œ'],
  ['ISO_IR 166', '\xca\xc1\xaa\xd2\xc2', 'สมชาย'],
  ['ISO_IR 13', '\xd4\xcf\xc0\xde^\xc0\xdb\xb3', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
  ['ISO_IR 192', Buffer.from('Wang^小東', 'utf8').toString('latin1'), 'Wang^小東'],
  ['GB18030', 'Wang^\xcd\xf5\\', 'Wang^王\\'],
  ['GBK', '\xcd\xf5', '王'],
  [
    '\\ISO 2022 IR 87',
    `Yamada^Tarou=${esc}$B;3ED${esc}(B^${esc}$BB@O:${esc}(B=${esc}$B$d$^$@${esc}(B`,
    'Yamada^Tarou=山田^太郎=やまだ',
  ],
  [
    'ISO 2022 IR 13\\ISO 2022 IR 87',
    `\xd4\xcf\xc0\xde^\xc0\xdb\xb3=${esc}$B;3ED${esc}(J^${esc}$BB@O:${esc}(J`,
    'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
  ],
  ['\\ISO 2022 IR 159', `${esc}$(D0!${esc}(B`, '丂'],
  ['\\ISO 2022 IR 149', `Hong=${esc}$)C\xfb\xf3^${esc}$)C\xd1\xce\xd4\xd7`, 'Hong=洪^吉洞'],
  ['\\ISO 2022 IR 58', `Zhang=${esc}$)A\xd5\xc5^${esc}$)A\xd0\xa1\xb6\xab`, 'Zhang=张^小东'],
  ['ISO 2022 IR 100\\ISO 2022 IR 144', `J\xe9^${esc}-L\xbb\xee`, 'Jé^Лю'],
];

describe('Specific Character Set', () => {
  it.each(names)('%s', (terms, latin1, expected) => {
    const decode = textDecoderFor(terms.split('\\'));

    expect(decode(bytesOf(latin1), 'person-name')).toBe(expected);
  });

  it('takes the initial sets again after a delimiter', () => {
    const decode = textDecoderFor(['ISO 2022 IR 100', 'ISO 2022 IR 144']);

    expect(decode(bytesOf(`${esc}-L\xbb^\xe9`), 'person-name')).toBe('Л^é');
    expect(decode(bytesOf(`${esc}-L\xbb\r\n\xe9`), 'long-text')).toBe('Л\r\né');
  });

  it('takes the second byte of a double-byte character for no delimiter', () => {
    const decode = textDecoderFor(['', 'ISO 2022 IR 87']);

    expect(decode(bytesOf(`${esc}$B%\\${esc}(B`), 'text')).toBe('ボ');
  });

  it.each([['ISO-IR 100'], ['iso_ir_100'], ['ISO IR 100'], ['ISO 2022 IR 100']])('knows the spelling %s', (term) => {
    expect(textDecoderFor([term])(bytesOf('\xe9'), 'text')).toBe('é');
  });

  it.each([
    ['bytes beyond the default repertoire', '', '\xe9', '\uFFFD'],
    ['an unknown character set', 'NONSENSE', 'a\xe9', 'a\uFFFD'],
    ['overlong UTF-8', 'ISO_IR 192', '\xc0\xaf', '\uFFFD\uFFFD'],
    ['an unknown escape sequence', '\\ISO 2022 IR 87', `a${esc}%Gb`, 'a\uFFFD%Gb'],
    ['an escape at the end', '\\ISO 2022 IR 87', `a${esc}`, 'a\uFFFD'],
    ['half a double-byte character', '\\ISO 2022 IR 87', `${esc}$B;`, '\uFFFD'],
  ])('replaces %s', (_, terms, latin1, expected) => {
    expect(textDecoderFor(terms.split('\\'))(bytesOf(latin1), 'text')).toBe(expected);
  });
});
