import { describe, expect, it } from 'vitest';
import { privateKey } from '../../../shared/guard/detectors/private-key.ts';
import { separator } from '../../../shared/guard/haystack.ts';
import { finds } from './finds.ts';

const body = 'bm90IGEga2V5LCBvbmx5IGEgdGVzdA==\n'.repeat(4);
const pem = (kind: string): string => `-----BEGIN ${kind}-----\n${body}-----END ${kind}-----`;

describe('private keys', () => {
  it.each([
    'PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
    'RSA PRIVATE KEY',
    'EC PRIVATE KEY',
    'DSA PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'PGP PRIVATE KEY BLOCK',
  ])('are found from BEGIN %s to its END', (kind) => {
    const found = finds(privateKey, `before\n${pem(kind)}\nafter`);

    expect(found).toEqual([pem(kind)]);
  });

  it.each([
    [
      'with headers',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----',
    ],
    ['in one line', '-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----'],
    ['with written line ends', '-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----'],
    ['as SSH2', '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----'],
    ['as PuTTY', 'PuTTY-User-Key-File-3: ssh-ed25519'],
    ['without an end', `-----BEGIN PRIVATE KEY-----\n${body}`],
  ])('are found %s', (_how, text) => {
    const found = finds(privateKey, text);

    expect(found).toEqual([text]);
  });

  it('end where their text ends', () => {
    const found = finds(privateKey, `-----BEGIN PRIVATE KEY-----AAAA${separator}BBBB`);

    expect(found).toEqual(['-----BEGIN PRIVATE KEY-----AAAA']);
  });

  it.each([
    pem('CERTIFICATE'),
    pem('PUBLIC KEY'),
    pem('RSA PUBLIC KEY'),
    pem('CERTIFICATE REQUEST'),
    pem('X509 CRL'),
    pem('PGP PUBLIC KEY BLOCK'),
    pem('PGP MESSAGE'),
    pem('PGP SIGNATURE'),
    '-----END PRIVATE KEY-----',
    'BEGIN PRIVATE KEY',
    '-----BEGIN private key-----',
    '-- BEGIN PRIVATE KEY --',
    'the private key is at the front desk',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 nobody',
    '-----BEGIN REPORT-----',
    '1.2.840.10008.5.1',
  ])('are not %j', (text) => {
    const found = finds(privateKey, text);

    expect(found).toEqual([]);
  });
});
