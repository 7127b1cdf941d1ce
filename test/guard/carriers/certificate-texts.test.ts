import { describe, expect, it } from 'vitest';
import { certificateTexts, isCertificate } from '../../../shared/guard/carriers/certificate-texts.ts';
import { carriedBytes } from './carried.ts';

/** Self-signed for this test: CN=Dr. Zoë Example, O=Example Hospital, an e-mail address as alternative name. */
const der = Buffer.from(
  'MIIB/jCCAaSgAwIBAgIUaPvWhyywvoN+EKDf/ob3lVcJ12UwCgYIKoZIzj0EAwIwQzELMAkGA1UEBhMCREUxGTAXBgNVBAoMEEV4YW1wbGUgSG9z' +
    'cGl0YWwxGTAXBgNVBAMMEERyLiBab8OrIEV4YW1wbGUwIBcNMjYxMTI0MTY0MTUwWhgPMjEyNjEwMzExNjQxNTBaMEMxCzAJBgNVBAYTAkRF' +
    'MRkwFwYDVQQKDBBFeGFtcGxlIEhvc3BpdGFsMRkwFwYDVQQDDBBEci4gWm/DqyBFeGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE' +
    'YMFABkViMtRsMdbRM5eHIYOzefAvT84mnETxdO8IKx8yMFc5RxU4eMqYeNPEZMabwF8zfq2B8e5hfLokuRsOgaN0MHIwHQYDVR0OBBYEFH0T' +
    'XYtQ6+gPhxwGFHaT0h203LBcMB8GA1UdIwQYMBaAFH0TXYtQ6+gPhxwGFHaT0h203LBcMA8GA1UdEwEB/wQFMAMBAf8wHwYDVR0RBBgwFoEU' +
    'em9lQGhvc3BpdGFsLmV4YW1wbGUwCgYIKoZIzj0EAwIDSAAwRQIhAKj7yUtifqk7LDApu3mdaqUBK9oxK7zayh7sVe/V+TldAiAbT6mspJmD' +
    'f9s1ZWfgkEf+kRf7Pl53jsjEIcBGMJHVTw==',
  'base64',
);

const path = '04000561.0.04000115';
const ofSigner = { path, tag: 0x04000115, keyword: 'CertificateOfSigner' };
const timestamp = { path: '04000310', tag: 0x04000310, keyword: 'CertifiedTimestamp' };

describe('certificates of signatures', () => {
  it('are those of signers and of time stamps', () => {
    expect([carriedBytes(der, ofSigner), carriedBytes(der, timestamp), carriedBytes(der)].map(isCertificate)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('tell the signer’s names, padded or not', () => {
    const texts = [...certificateTexts([carriedBytes(Buffer.concat([der, Buffer.alloc(1)]), ofSigner)])];

    expect(texts.map(({ place, text }) => [place.carrier, place.path, place.detail, text])).toEqual([
      ['certificate', path, 'subject', 'C=DE\nO=Example Hospital\nCN=Dr. Zoë Example'],
      ['certificate', path, 'subject alternative name', 'email:zoe@hospital.example'],
    ]);
  });

  it('are searched as bytes when they are none', () => {
    const texts = [
      ...certificateTexts([carriedBytes('0\u0082Jane Doe', ofSigner), carriedBytes('0\u0082Example TSA', timestamp)]),
    ];

    expect(texts.map(({ place, text }) => [place.carrier, text])).toEqual([
      ['certificate', 'Jane Doe'],
      ['certificate', 'Example TSA'],
    ]);
  });
});
