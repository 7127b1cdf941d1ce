import { randomFrom } from '../../test/makers/guard-corpus/random.ts';
import { reportText } from '../../test/makers/guard-corpus/report-sentences.ts';

/** What makes a careless pattern go back and forth; each is repeated to any length. */
const seeds: Readonly<Record<string, string>> = {
  digits: '1234567890',
  'digits and spaces': '123 456 78 ',
  'digits and dashes': '123-45-',
  letters: 'abcdefghij',
  capitals: 'Abc Def Ghi ',
  '1 A A A': '1 A A A ',
  'a@a@a@': 'a@',
  'a.a.a.': 'a.',
  parentheses: '(((( ',
  spaces: ' ',
  'lines and tabs': '\n\t',
  base64: 'QUJDREVGR0hJSktMTU5PUA+/',
  hex: '0123456789abcdef:',
  'labels without values': 'SSN MRN DOB Tel NHS No. CPF ',
  'labels and digits': 'SSN 1 MRN: 2 DOB 3/ Tel ( ',
  addresses: '12 Main Park Church Via Calle Rua ',
  'key markers': '-----BEGIN PRIVATE KEY-----AKIA eyJ.eyJ. ',
  dates: '01/02/19 1.2. Jan ',
  names: 'Ada Ada Synthetic SyntheticAda ',
  accents: 'É́̂ß',
};

export interface AdversarialText {
  readonly name: string;
  text(length: number): string;
}

const report = reportText(randomFrom(7), 50_000);

/** The last one is no attack but what most texts are. */
export const adversarialTexts: readonly AdversarialText[] = [
  ...Object.entries(seeds).map(([name, seed]) => ({ name, text: repeated(seed) })),
  { name: 'report text', text: repeated(report) },
];

function repeated(seed: string): (length: number) => string {
  return (length) => seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
}
