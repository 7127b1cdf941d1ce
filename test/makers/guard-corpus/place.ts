import type { Carrier } from '../../../shared/guard/inspected-text.ts';
import type { ElementSpec } from '../part10.ts';
import type { Script } from './person.ts';
import type { Random } from './random.ts';

export type InstanceKind = 'ct' | 'jpeg' | 'jpeg2000' | 'sr' | 'pdf' | 'cda' | 'presentation' | 'ecg';

/** How the texts of an instance are written as bytes (PS3.3 C.12.1.1.2). */
export type Charset = 'ISO_IR 192' | 'ISO_IR 100' | 'ISO_IR 144' | '\\ISO 2022 IR 87';

/** What a text at a place makes of an instance. */
export interface Laid {
  readonly elements?: readonly ElementSpec[];
  /** Added to the file meta information. */
  readonly fileMeta?: readonly ElementSpec[];
  readonly partHeader?: string;
  readonly preamble?: Buffer;
  /** Of the encapsulated frame. */
  readonly frame?: Buffer;
  /** Characters before the text in what the guard reads there; missing where that is not told exactly. */
  readonly before?: number;
  /** Otherwise than the place's own. */
  readonly path?: string;
}

/** Somewhere in an instance where a text can lie; the answer key names it. */
export interface Place {
  readonly id: string;
  readonly carrier: Carrier;
  readonly path: string;
  /** Of instances that have such a place; missing: all. */
  readonly kinds?: readonly InstanceKind[];
  /** PS3.5 6.2: of characters; more where senders write more. */
  readonly maxCharacters: number;
  readonly hasLines: boolean;
  readonly letters: keyof typeof alphabets;
  /** Texts here need this character set, which is then the instance's. */
  readonly charset?: Charset;
  /** Of the person, where the character set can write no other. */
  readonly script?: Script;
  /** Types that people put here, where it is not a place for any text. */
  readonly onlyTypes?: readonly string[];
  /** Types that belong here and are no finding. */
  readonly notForTypes?: readonly string[];
  /** Nothing is said around the identifier: it is the whole value. */
  readonly isBare?: boolean;
  /** Not for explicit little endian only: private elements have a VR of their own only where VRs are written. */
  readonly isStandard?: boolean;
  /** Which values people would put here; missing: all. */
  readonly accepts?: RegExp;
  lay(text: string, random: Random): Laid;
}

const alphabets = {
  ascii: /^[\t\r\n\x20-\x7e]*$/,
  latin1: /^[\t\r\n\x20-\x7e\xa0-\xff]*$/,
  cyrillic: /^[\t\r\n\x20-\x7e\u0401-\u045f]*$/,
  japanese: /^[\t\r\n\x20-\x7e山田太郎花子やまだたろうはなこ胸部]*$/,
  any: /^/,
} as const;

export const canWrite = (letters: Place['letters'], text: string): boolean => alphabets[letters].test(text);

export const canHold = ({ letters, hasLines, maxCharacters }: Place, text: string): boolean =>
  text.length <= maxCharacters && canWrite(letters, text) && (hasLines || !/[\t\r\n\\]/.test(text));
