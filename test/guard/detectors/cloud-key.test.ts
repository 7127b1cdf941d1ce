import { describe, expect, it } from 'vitest';
import { cloudKey } from '../../../shared/guard/detectors/cloud-key.ts';
import { finds } from './finds.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const some = (length: number): string => 'aB3dE6gH9'.repeat(30).slice(0, length);
const awsSecret = `${some(20)}/${some(19)}`;

describe('keys of cloud services', () => {
  it.each([
    ['AWS', `AKIA${'IOSFODNN7EXAMPLE'}`],
    ['AWS, for a while', `ASIA${'IOSFODNN7EXAMPLE'}`],
    ['Google', `AIza${some(35)}`],
    ['GitHub, of a person', `ghp_${some(36)}`],
    ['GitHub, of a server', `ghs_${some(36)}`],
    ['GitHub, of an application', `gho_${some(36)}`],
    ['GitHub, fine-grained', `github_pat_${some(22)}_${some(59)}`],
    ['GitLab', `glpat-${some(20)}`],
    ['Slack', `xoxb-${'1'.repeat(12)}-${some(24)}`],
    ['Stripe', `sk_live_${some(24)}`],
    ['npm', `npm_${some(36)}`],
    ['SendGrid', `SG.${some(22)}.${some(43)}`],
    ['Azure', `AccountKey=${some(86)}==`],
  ])('are found by the mark of %s', (_issuer, key) => {
    const found = finds(cloudKey, `key: (${key}) end`);

    expect(found).toEqual([key]);
  });

  it.each([
    [`aws_secret_access_key ${awsSecret}`, awsSecret],
    [`AWS secret key: ${awsSecret} ok`, awsSecret],
    [`scan_AKIA${'IOSFODNN7EXAMPLE'}_x`, `AKIA${'IOSFODNN7EXAMPLE'}`],
    ['password=hunter22', 'password=hunter22'],
    ['passwd: s3cret!', 'passwd: s3cret!'],
    ['DB_PASSWORD="letmein1"', 'PASSWORD="letmein1'],
    ['{"pwd":"correcthorse"}', 'pwd":"correcthorse'],
    ['secret=a1b2c3d4', 'secret=a1b2c3d4'],
    ['client_secret: a1b2c3d4e5', 'secret: a1b2c3d4e5'],
    ['api_key=0123456789abcdef', 'api_key=0123456789abcdef'],
    ['X-Api-Key: 0123456789abcdef', 'Api-Key: 0123456789abcdef'],
    ['token: 9f8e7d6c5b', 'token: 9f8e7d6c5b'],
  ])('are found in %j', (text, expected) => {
    const found = finds(cloudKey, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['AKIA', 'a mark only'],
    ['AKIAIOSFODNN7', 'too short'],
    ['XAKIAIOSFODNN7EXAMPLE', 'a longer token'],
    ['AKIAIOSFODNN7EXAMPLEX', 'a longer token'],
    ['AIzaShort', 'too short'],
    [`ghp_${some(20)}`, 'too short'],
    [awsSecret, 'base64 and no word'],
    [`aws secret key sum ${'0123456789abcdef'.repeat(3).slice(0, 40)}`, 'a digest'],
    [`AWS ${some(76)}`, 'a line of base64'],
    ['password required', 'prose'],
    ['password: required', 'prose'],
    ['password=', 'no password'],
    ['password: ****', 'a mask'],
    ['password=%SECRET%', 'a template'],
    ['password: <redacted>', 'a template'],
    ['secret: protocol', 'prose'],
    ['token: expired', 'prose'],
    ['token ring network', 'prose'],
    ['the secretary: 12 rooms', 'another word'],
    ['SG.1.2', 'a dotted name'],
    ['npm_config_cache', 'a setting'],
    ['1.2.840.10008.5.1.4.1.1.2', 'a UID'],
    ['120\\140\\100', 'a list of numbers'],
  ])('are not %j: %s', (text) => {
    const found = finds(cloudKey, text);

    expect(found).toEqual([]);
  });
});
