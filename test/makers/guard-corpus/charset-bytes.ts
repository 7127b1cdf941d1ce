import type { ElementSpec, ValueElement } from '../part10.ts';
import type { Charset } from './place.ts';

/** The elements with their texts in another character set than UTF-8; what it has no letter for must not come here. */
export function recoded(elements: readonly ElementSpec[], charset: Charset): readonly ElementSpec[] {
  if (charset === 'ISO_IR 192') return elements;
  return elements.map((each) => {
    if (each.kind === 'sequence') return { ...each, items: each.items.map((item) => recoded(item, charset)) };
    return each.kind === 'value' && typeof each.value === 'string' ? recodedValue(each, each.value, charset) : each;
  });
}

function recodedValue(spec: ValueElement, text: string, charset: Charset): ElementSpec {
  const bytes = textBytes(text, charset);
  const filler = Buffer.of(spec.vr === 'UI' ? 0x00 : 0x20);
  return { ...spec, value: bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, filler]) };
}

export function textBytes(text: string, charset: Charset): Buffer {
  if (charset === 'ISO_IR 100') return Buffer.from(text, 'latin1');
  if (charset === 'ISO_IR 144') return Buffer.from([...text].map(cyrillicByte));
  return Buffer.from(text.replace(/[\u0080-\uffff]+/g, ideogramBytes), 'latin1');
}

/** ISO 8859-5 has the Cyrillic letters in the order of Unicode. */
const cyrillicByte = (letter: string): number => {
  const code = letter.charCodeAt(0);
  return code > 0x400 ? code - 0x360 : code;
};

/** JIS X 0208, as far as the names of the corpus need it. */
const jis: Readonly<Record<string, string>> = {
  山: ';3',
  田: 'ED',
  太: 'B@',
  郎: 'O:',
  花: '2V',
  子: ';R',
  や: '$d',
  ま: '$^',
  だ: '$@',
  た: '$?',
  ろ: '$m',
  う: '$&',
  は: '$O',
  な: '$J',
  こ: '$3',
  胸: '6;',
  部: 'It',
};

/** PS3.5 6.1.2.5: to two-byte codes and back to ASCII before whatever follows. */
const ideogramBytes = (run: string): string => `\x1b$B${[...run].map((letter) => jis[letter] ?? '!!').join('')}\x1b(B`;
