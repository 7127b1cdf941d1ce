import { describe, expect, it } from 'vitest';
import { emailAddress } from '../../../shared/guard/detectors/email-address.ts';
import { finds } from './finds.ts';

describe('e-mail addresses', () => {
  it.each([
    ['jane.doe@example.org', 'jane.doe@example.org'],
    ['Write to jane@example.test.', 'jane@example.test'],
    ['<jane+ct@mail.example.co.uk>', 'jane+ct@mail.example.co.uk'],
    ['mailto:jane@example.org?subject=x', 'jane@example.org'],
    ["o'brien@example.org", "o'brien@example.org"],
    ['jürgen@example.org', 'jürgen@example.org'],
    ['j@münchen-klinik.de', 'j@münchen-klinik.de'],
    ['jane_doe%ward@example.org', 'jane_doe%ward@example.org'],
    ['JANE@EXAMPLE.ORG', 'JANE@EXAMPLE.ORG'],
    ['filename="jane@example.org.dcm"', 'jane@example.org.dcm'],
    ['a@b.example', 'a@b.example'],
    ["'jane@example.org'", 'jane@example.org'],
    ['Doe^Jane jane@example.org\\other', 'jane@example.org'],
    ['メールyamada@example.org', 'yamada@example.org'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('are found in %j', (text, expected) => {
    const found = finds(emailAddress, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['CT@120kV', 'a tube voltage'],
    ['DOSE@1.5mGy', 'a dose'],
    ['user@host', 'no dot'],
    ['@example.org', 'nobody'],
    ['jane@', 'no domain'],
    ['jane@.org', 'an empty label'],
    ['jane@-example.org', 'a label that begins with a hyphen'],
    ['jane@example-.org', 'a label that ends with a hyphen'],
    ['jane@example..org', 'an empty label'],
    ['jane.@example.org', 'a dot at the end'],
    ['jane@example.o', 'a domain of one letter'],
    ['jane@10.0.0.1', 'an address and no domain'],
    ['icon@2x.png', 'a file'],
    ['icon@2x.dcm', 'a file'],
    ['report@3.dcm', 'a file'],
    ['ADT@A08', 'a message'],
    ['5 @ 2.5 mm', 'a quantity'],
    ['A@B@C', 'no domain'],
    [`${'a'.repeat(65)}@example.org`, 'a longer name than RFC 5321 allows'],
    [`jane@${'a'.repeat(64)}.org`, 'a longer label than RFC 1035 allows'],
  ])('are not %j: %s', (text) => {
    const found = finds(emailAddress, text);

    expect(found).toEqual([]);
  });

  it.each(['H@W.nT', 'n@eTGA.ml', 'h@FvFI.EIx', 'ab@cd.ef'])('do not happen among bytes, as %j would', (text) => {
    const found = finds(emailAddress, text, { carrier: 'printable-bytes', vr: 'OB', keyword: '' });

    expect(found).toEqual([]);
  });

  it.each(['jane@example.org', 'r2@clinic.example', 'JANE@EXAMPLE.ORG', 'Jane.Doe@Mail.Example.org'])(
    'are found among bytes: %j',
    (text) => {
      const found = finds(emailAddress, text, { carrier: 'printable-bytes', vr: 'OB', keyword: '' });

      expect(found).toEqual([text]);
    },
  );

  it('are no part of a version', () => {
    const found = finds(emailAddress, 'syngo@VB10.MR', { keyword: 'SoftwareVersions', vr: 'LO' });

    expect(found).toEqual([]);
  });
});
