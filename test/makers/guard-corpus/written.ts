import type { Language } from './language.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';

/** An identifier as somebody would write it: with its label, if it has one, and where in the text the value itself is. */
export interface Written {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly language: Language;
  /** Further detectors that would be right to name it, for this value. */
  readonly alsoRight?: readonly string[];
}

/** Which target the recall of a type is held against. */
export type TypeClass = 'format' | 'echo' | 'address';

export interface PlantType {
  /** The detector that should name it. */
  readonly id: string;
  readonly class: TypeClass;
  /** The only places where people put it; everywhere else. */
  readonly onlyIn?: readonly string[];
  write(random: Random, person: Person): Written;
}

/** `form` has `<>` where the value stands. */
export function written(form: string, value: string, language: Language = 'en'): Written {
  const start = form.indexOf('<>');
  return { text: form.replace('<>', () => value), start, end: start + value.length, language };
}

export interface Forms {
  readonly language: Language;
  readonly forms: readonly string[];
}

/** A type whose values need a word that says what they are, in the language of the country or in English. */
export function labelled(random: Random, value: string, choices: readonly Forms[]): Written {
  const { language, forms } = random.pick(choices);
  const form = random.pick(forms);
  const spaced = language === 'fr' && random.chance(0.2) ? form.replace(' :', '\u00a0:') : form;
  return written(random.chance(0.3) ? respaced(random, spaced) : spaced, value, language);
}

/** Abbreviations and `number`, after which anything may stand; `born` and `lives at` take a space. */
const endOfLabel = /((?:[A-Z]{2,}|[Nn]umber|[Nn]ummer|[Nn]o\.?|[Nn]r\.?|#)):? <>$/;

const respaced = (random: Random, form: string): string =>
  form.replace(
    endOfLabel,
    (_, label) => `${label}${random.pick([':', ': ', ' : ', '=', ' = ', ' - ', '  ', ':  ', ' is '])}<>`,
  );
