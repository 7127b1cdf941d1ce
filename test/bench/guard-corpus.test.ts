import { createHash } from 'node:crypto';
import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../makers/admissions.ts';
import { allTypes } from '../makers/guard-corpus/all-types.ts';
import { textBytes } from '../makers/guard-corpus/charset-bytes.ts';
import { luhnDigit, verhoeffDigit } from '../makers/guard-corpus/check-digits.ts';
import { makeCorpus } from '../makers/guard-corpus/make-corpus.ts';
import { makePerson } from '../makers/guard-corpus/person.ts';
import { randomFrom } from '../makers/guard-corpus/random.ts';

const corpus = (seed: number, plants = 300) => [...makeCorpus({ plants, seed })];

const hashOf = (seed: number): string => {
  const hash = createHash('sha256');
  for (const { bytes, plants } of corpus(seed, 60)) hash.update(bytes).update(JSON.stringify(plants));
  return hash.digest('hex');
};

describe('the corpus', () => {
  it('is the same for the same seed, and another for another', () => {
    const [first, again, other] = [hashOf(5), hashOf(5), hashOf(6)];

    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('plants all types equally often, and in many places', () => {
    const plants = corpus(3, 1_200).flatMap((instance) => instance.plants);

    const types = Map.groupBy(plants, ({ type }) => type);
    const places = new Set(plants.map(({ place }) => place));

    expect(types.size).toBe(allTypes.length);
    expect(Math.min(...[...types.values()].map(({ length }) => length))).toBeGreaterThan(20);
    expect(places.size).toBeGreaterThanOrEqual(35);
  });

  it('has one to three identifiers in an instance or none, and always something that is none', () => {
    const counts = corpus(4).map(({ plants, negatives }) => [plants.length, negatives.length] as const);

    expect(counts.every(([planted]) => planted <= 3)).toBe(true);
    expect(counts.some(([planted]) => planted === 0)).toBe(true);
    expect(counts.every(([, negatives]) => negatives > 0)).toBe(true);
  });

  it('is read by the gateway, and each identifier stands where the key says', async () => {
    const keys = [];
    for (const { bytes, partHeaders, plants } of corpus(9)) {
      const { content } = await evidenceOf(bytes, partHeaders);
      for (const { path, start, end, value, carrier } of plants) {
        const text =
          carrier === 'part-header' ? partHeaders[0] : content.values.find((each) => each.path === path)?.text;
        if (start !== undefined) keys.push({ value, found: text?.slice(start, end) });
      }
    }

    expect(keys.length).toBeGreaterThan(150);
    expect(keys.filter(({ value, found }) => value !== found)).toEqual([]);
  });

  it('writes to nobody: its mail domains are those that RFC 2606 keeps free', () => {
    const plants = corpus(2, 1_500).flatMap((instance) => instance.plants);

    const mails = plants.filter(({ type }) => type === 'email-address').map(({ value }) => value.toLowerCase());

    expect(mails.filter((mail) => !/@(?:[a-z-]+\.)*(?:example(?:\.[a-z]+)?|test)$/.test(mail))).toEqual([]);
  });
});

/** A second opinion from a library on what was written from the issuers' rules. */
const validators: Readonly<Record<string, { validate(text: string): { readonly isValid: boolean } } | undefined>> = {
  'us-ssn': stdnum.US?.ssn,
  'uk-nino': stdnum.GB?.nino,
  'fr-nir': stdnum.FR?.nir,
  'it-codice-fiscale': stdnum.IT?.codicefiscale,
  'nl-bsn': stdnum.NL?.bsn,
  'be-national-number': stdnum.BE?.nn,
  'pl-pesel': stdnum.PL?.pesel,
  'se-personnummer': stdnum.SE?.personnummer,
  'ca-sin': stdnum.CA?.sin,
  'in-aadhaar': stdnum.IN?.aadhaar,
  'br-cpf': stdnum.BR?.cpf,
  'za-id-number': stdnum.ZA?.idnr,
};

/** Twelve digits of a personnummer are read by the library only so; eleven-digit numbers and others stay as they are. */
const withHyphen = (value: string): string => value.replace(/^((?:19|20)\d{6})(\d{4})$/, '$1-$2');

describe('a number of the corpus', () => {
  it.each(Object.entries(validators))('is a %s to a library, too', (id, validator) => {
    const random = randomFrom(17);
    const type = allTypes.find((each) => each.id === id);

    const values = Array.from({ length: 60 }, () => {
      const { text, start, end } = type?.write(random, makePerson(random)) ?? { text: '', start: 0, end: 0 };
      return withHyphen(text.slice(start, end).toUpperCase().replaceAll(' ', ''));
    });

    expect(values.filter((value) => validator?.validate(value).isValid !== true)).toEqual([]);
  });

  it('ends in the check digit of published examples', () => {
    expect(luhnDigit('04645428')).toBe('6');
    expect(luhnDigit('80840123456789')).toBe('3');
    expect(verhoeffDigit('23412341234')).toBe('6');
  });
});

it('ideograms are what a decoder of ISO 2022 reads', () => {
  const bytes = textBytes('Yamada^Tarou=山田^太郎=やまだ^たろう 花子 はなこ 胸部', '\\ISO 2022 IR 87');

  expect(new TextDecoder('iso-2022-jp').decode(bytes)).toBe('Yamada^Tarou=山田^太郎=やまだ^たろう 花子 はなこ 胸部');
});
