import { isUid } from './machine-text.ts';
import { severalShapes } from './several-shapes.ts';

/** RFC 3986 2: what a URL is written with, without and with the characters that part it. */
const letters = "[A-Za-z0-9._~%!$&'()*+,;=-]";
const anything = "[A-Za-z0-9._~%!$&'()*+,;=:@/?#[\\]-]";

const scheme = String.raw`(?<![A-Za-z0-9+.-])[a-z][a-z0-9+.-]{1,15}:\/\/`;
const host = String.raw`(?:\[[0-9a-f:.]{2,45}\]|[A-Za-z0-9][A-Za-z0-9.-]{0,252})`;
const names =
  '(?:patient|user|login|mrn|pid|session|auth|access|refresh|id|api|e?mail)?[_-]?(?:patient|user|name|login|mrn|pid|token|key|session|password|pwd|dob|ssn|mail)(?:[_-]?(?:id|name|number))?';
/** Who has an address with a signature needs no other key. */
const signature = '[?&]sig(?:nature)?=[A-Za-z0-9%+/]{20}';
const parameter = `(?:[?&;#]${names}=[A-Za-z0-9%]|${signature})`;
const folder = String.raw`\/(?:patients?|users?|people|persons?|members?|accounts?|mrn)\/[A-Za-z0-9%~]`;

/** A URL by itself names a place; with a login, a patient or a token in it, it names a person or opens a door. */
export const urlWithUser = severalShapes({
  id: 'url-with-user',
  group: 'network',
  about:
    'URLs that carry a login before the host, or a user, patient or token in their path or parameters; plain URLs are none.',
  shapes: [
    {
      hint: /:\/\//,
      pattern: new RegExp(`${scheme}${letters}{1,128}(?::${letters}{0,128})?@${host}`, 'gi'),
      scores: { alone: 0.9, withContext: 0.9 },
      isExcluded: isUid,
    },
    {
      hint: /:\/\//,
      pattern: new RegExp(
        `${scheme}(?!${letters}{1,128}(?::${letters}{0,128})?@)${anything}{1,200}?(?:${parameter}|${folder})${anything}{0,200}`,
        'gi',
      ),
      scores: { alone: 0.7, withContext: 0.7 },
      isExcluded: isUid,
    },
  ],
});
