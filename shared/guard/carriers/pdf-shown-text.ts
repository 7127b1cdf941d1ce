import { OPS, type PDFPageProxy } from 'unpdf/pdfjs';

interface Glyph {
  readonly unicode: string;
}

/** ISO 32000-1 9.4.3: a number among glyphs moves on by thousandths of the font size; from about here on it is meant as a space. */
const spaceOfKerning = -200;

/** Every text that the operators of a page show, wherever it would come to lie; a new line where they move up or down. */
export async function shownText(page: PDFPageProxy): Promise<string> {
  const { fnArray: operators, argsArray: operands } = await page.getOperatorList();
  let text = '';
  let height: unknown;
  for (const [index, operator] of operators.entries()) {
    const given: unknown[] = operands[index] ?? [];
    if (operator === OPS.showText) text += textOfGlyphs(given[0] as (Glyph | number | null)[]);
    else if (operator === OPS.beginText || operator === OPS.nextLine) text += '\n';
    else if (operator === OPS.moveText && given[1] !== 0) text += '\n';
    else if (operator === OPS.setTextMatrix) {
      const matrix = (given.length === 1 ? given[0] : given) as ArrayLike<number>;
      if (matrix[5] !== height) text += '\n';
      height = matrix[5];
    }
  }
  return text;
}

const textOfGlyphs = (glyphs: readonly (Glyph | number | null)[]): string =>
  glyphs.map((glyph) => (typeof glyph === 'number' ? kerning(glyph) : (glyph?.unicode ?? ''))).join('');

const kerning = (thousandths: number): string => (thousandths < spaceOfKerning ? ' ' : '');

/** Whether some character is in `shown` more often than in `read`; spaces do not count, and ligatures are their letters. */
export function showsMore(shown: string, read: string): boolean {
  const left = new Map<string, number>();
  for (const character of charactersThatCount(read)) left.set(character, (left.get(character) ?? 0) + 1);
  for (const character of charactersThatCount(shown)) {
    const rest = left.get(character) ?? 0;
    if (rest === 0) return true;
    left.set(character, rest - 1);
  }
  return false;
}

const charactersThatCount = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, '');
