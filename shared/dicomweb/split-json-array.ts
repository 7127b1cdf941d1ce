import { GatewayError } from '../errors.ts';
import { metadataLimits } from './metadata-limits.ts';

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * PS3.18 F.2: metadata are one array of instances. Cut into its elements as the bytes come, so that no text of all instances
 * is ever parsed at once, and depth and number of values are known before any of it is. What an element is, its parser says.
 */
export async function* splitJsonArray(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const splitter = new JsonArraySplitter();
  for await (const chunk of chunks) yield* splitter.push(chunk);
  splitter.finish();
}

class JsonArraySplitter {
  #place: 'before' | 'element' | 'after' = 'before';
  #depth = 0;
  #values = 0;
  #isText = false;
  #isEscaped = false;
  #pieces: Uint8Array[] = [];
  #byteLength = 0;
  #isFirst = true;

  *push(chunk: Uint8Array): Generator<Buffer> {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.#isText) this.#passText(byte);
      else if (this.#place !== 'element') {
        this.#passOutside(byte);
        start = at + 1;
      } else if (this.#depth === 0 && (byte === comma || byte === closeBracket)) {
        this.#keep(chunk.subarray(start, at));
        yield* this.#endElement(byte === closeBracket);
        start = at + 1;
      } else this.#passInside(byte);
    }
    if (this.#place === 'element') this.#keep(chunk.subarray(start));
  }

  finish(): void {
    if (this.#place !== 'after') throw invalid('The JSON ends before its array does.');
  }

  #passText(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isText = false;
  }

  #passOutside(byte: number): void {
    if (isSpace(byte)) return;
    if (this.#place === 'after') throw invalid('Something follows the array of instances.');
    if (byte !== openBracket) throw invalid('The metadata are no JSON array of instances (PS3.18 F.2).');
    this.#place = 'element';
  }

  #passInside(byte: number): void {
    if (byte === quote) this.#isText = true;
    else if (byte === comma) this.#countValue();
    else if (byte === openBrace || byte === openBracket) this.#open();
    else if (byte === closeBrace || byte === closeBracket) this.#close();
  }

  #open(): void {
    this.#depth += 1;
    this.#countValue();
    if (this.#depth > metadataLimits.maxMarkupDepth) throw invalid('The JSON is nested too deeply.');
  }

  #close(): void {
    this.#depth -= 1;
    if (this.#depth < 0) throw invalid('The JSON closes what it has not opened.');
  }

  #countValue(): void {
    this.#values += 1;
    if (this.#values > metadataLimits.maxMetadataValues)
      throw invalid('An instance has too many attributes and values.');
  }

  /** A copy: what it is cut from is a chunk of the network. */
  #keep(bytes: Uint8Array): void {
    this.#byteLength += bytes.length;
    if (this.#byteLength > metadataLimits.maxInstanceMetadataBytes) throw tooLarge();
    this.#pieces.push(bytes);
  }

  *#endElement(isLast: boolean): Generator<Buffer> {
    const element = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#byteLength = 0;
    this.#values = 0;
    if (isLast) this.#place = 'after';
    const isEmptyArray = isLast && this.#isFirst && element.every(isSpace);
    this.#isFirst = false;
    if (!isEmptyArray) yield element;
  }
}

const invalid = (message: string) => new GatewayError('metadata-invalid', message);
const tooLarge = () =>
  new GatewayError(
    'request-too-large',
    `The metadata of an instance are longer than ${metadataLimits.maxInstanceMetadataBytes} bytes; send large values as bulk data.`,
  );
