import { describe, expect, it } from 'vitest';
import { urlWithUser } from '../../../shared/guard/detectors/url-with-user.ts';
import { finds } from './finds.ts';

describe('URLs that name somebody', () => {
  it.each([
    ['https://jane:secret@example.org/x', 'https://jane:secret@example.org'],
    ['ftp://jane@ftp.example.org', 'ftp://jane@ftp.example.org'],
    ['postgres://app:p%40ss@db.example.test:5432/pacs', 'postgres://app:p%40ss@db.example.test'],
    ['see (sftp://u:p@[2001:db8::1]/)', 'sftp://u:p@[2001:db8::1]'],
    ['https://example.org/view?patient=4711', 'https://example.org/view?patient=4711'],
    ['https://example.org/view?a=1&patientId=4711', 'https://example.org/view?a=1&patientId=4711'],
    ['http://pacs.example.test/?user=jdoe', 'http://pacs.example.test/?user=jdoe'],
    ['https://example.org/?MRN=0815', 'https://example.org/?MRN=0815'],
    ['https://example.org/cb#access_token=abc123', 'https://example.org/cb#access_token=abc123'],
    ['https://fhir.example.org/Patient/4711', 'https://fhir.example.org/Patient/4711'],
    ['https://example.org/users/jdoe/images', 'https://example.org/users/jdoe/images'],
    ['https://example.org?api_key=abc123', 'https://example.org?api_key=abc123'],
    ['HTTPS://EXAMPLE.ORG/?TOKEN=ABC', 'HTTPS://EXAMPLE.ORG/?TOKEN=ABC'],
  ])('are found in %j', (text, expected) => {
    const found = finds(urlWithUser, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['https://example.org/', 'a place'],
    ['http://www.example.org/products/ct?id=5', 'a product'],
    ['https://example.org/studies/1.2.3/series', 'a study'],
    ['https://example.org/view?patient=', 'no patient'],
    ['https://example.org/view?patient={id}', 'a template'],
    ['https://example.org/patients/', 'a list'],
    ['https://example.org/inpatient=5', 'no parameter'],
    ['https://example.org/?impatient=5', 'another parameter'],
    ['https://example.org/path@2x', 'an at sign in the path'],
    ['https://example.org?q=a@b', 'an at sign in the query'],
    ['jane@example.org', 'an e-mail address'],
    ['?patient=4711', 'no URL'],
    ['C:/users/public', 'a folder'],
    ['a://b@c', 'a scheme of one letter'],
    ['https:// jane@example.org', 'a space'],
    ['urn:oid:1.2.840.10008', 'a name'],
    ['https://@example.org', 'an empty login'],
  ])('are not %j: %s', (text) => {
    const found = finds(urlWithUser, text);

    expect(found).toEqual([]);
  });

  it('are not looked for in UIDs', () => {
    const found = finds(urlWithUser, 'https://jane@example.org', { carrier: 'uid', vr: 'UI' });

    expect(found).toEqual([]);
  });
});
