/**
 * PS3.5 6.2: whether every component of a date, time or number is one. A single digit string that is out of range, or too
 * long, is looked at as text: it may be a telephone number. Ages are always texts, for 90 and more identify.
 */
export function isWellFormedNumber(vr: string, text: string): boolean {
  const form = forms[vr];
  if (form === undefined || form.foreign.test(text)) return false;
  return text.split('\\').every((component) => isEmptyOr(component, form));
}

interface NumberForm {
  /** One look at the whole value spares most texts the look at each component. */
  readonly foreign: RegExp;
  readonly component: RegExp;
  readonly isInRange: (component: string) => boolean;
}

const isEmptyOr = (component: string, { component: pattern, isInRange }: NumberForm): boolean => {
  const bare = component.replace(/[ \0]{1,64}$/, '').trimStart();
  return bare === '' || (pattern.test(bare) && isInRange(bare));
};

const isAlways = (): boolean => true;

/** PS3.5 6.2 gives DS 16 characters; many write all digits of a double, which are no words either. */
const maxDecimalCharacters = 32;

const isDecimalLength = (component: string): boolean =>
  component.length <= 16 || (component.length <= maxDecimalCharacters && /[.eE]/.test(component));

const isInteger32 = (component: string): boolean => {
  const number = Number(component);
  return number >= -(2 ** 31) && number < 2 ** 31;
};

/** Months and days, hours and minutes: `99999999` is no date. With dots or colons, as ACR-NEMA 2.0 wrote them (PS3.5 6.2). */
const year = '\\d{4}';
const month = '(?:0[1-9]|1[0-2])';
const day = '(?:0[1-9]|[12]\\d|3[01])';
const hour = '(?:[01]\\d|2[0-3])';
const minute = '[0-5]\\d';
const second = '(?:[0-5]\\d|60)(?:\\.\\d{1,6})?';
const zone = '(?:[+-]\\d{4})?';

const forms: Readonly<Record<string, NumberForm>> = {
  DA: {
    foreign: /[^\d. \\\0]/,
    component: new RegExp(`^(?:${year}${month}${day}|${year}\\.${month}\\.${day})$`),
    isInRange: isAlways,
  },
  TM: {
    foreign: /[^\d:. \\\0]/,
    component: new RegExp(`^(?:${hour}(?:${minute}(?:${second})?)?|${hour}:${minute}(?::${second})?)$`),
    isInRange: isAlways,
  },
  DT: {
    foreign: /[^\d.+\- \\\0]/,
    component: new RegExp(`^${year}(?:${month}(?:${day}(?:${hour}(?:${minute}(?:${second})?)?)?)?)?${zone}$`),
    isInRange: isAlways,
  },
  DS: {
    foreign: /[^\d.+\-eE \\\0]/,
    component: /^[+-]?(?:\d{1,32}(?:\.\d{0,32})?|\.\d{1,32})(?:[eE][+-]?\d{1,4})?$/,
    isInRange: isDecimalLength,
  },
  IS: { foreign: /[^\d+\- \\\0]/, component: /^[+-]?\d{1,12}$/, isInRange: isInteger32 },
};
