import { pixelsNotDecodable } from '../pixel-failures.ts';

/** By the next 16 bits: symbol in the high byte, length of its code in the low one; 0 is no code. */
export type HuffmanTable = Uint16Array;

/** ISO/IEC 10918-1 B.2.4.2, as it stands in the codestream: how many codes of each length, then their symbols. */
export interface HuffmanDefinition {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

const longestCode = 16;

/** Annex C. Codes that do not fit into their lengths are a table that lies. */
export function huffmanTable({ counts, symbols }: HuffmanDefinition): HuffmanTable {
  const table = new Uint16Array(2 ** longestCode);
  let position = 0;
  let number = 0;
  for (const [index, count] of counts.entries()) {
    const length = index + 1;
    const width = 2 ** (longestCode - length);
    for (let code = 0; code < count; code += 1) {
      if (position + width > table.length) throw pixelsNotDecodable('a JPEG Huffman table has too many codes');
      table.fill(((symbols[number] as number) << 8) | length, position, position + width);
      position += width;
      number += 1;
    }
  }
  return table;
}
