import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { Check, CheckHit } from '../check.ts';
import { findProgramKind, minProgramBytes, scriptedPage } from '../file-kinds.ts';
import type { Carrier } from '../inspected-text.ts';
import { isInFragments, valueParts } from '../value-parts.ts';

/** A viewer that saves a private block or an attached document to a file would hand a program on. */
export const embeddedExecutable: Check = {
  id: 'embedded-executable',
  about:
    'A value of any VR is a program, a script or a web page that runs one, or brings one in its first 1,024 bytes or in a fragment; two bytes alike and tags in a text are not enough.',
  *inspect({ content }) {
    yield* programsIn(content.values, carrierOf);
    yield* programsIn(content.fileMeta, () => 'file-meta');
  },
};

function* programsIn(
  values: readonly CarriedValue[],
  carrierOf: (value: CarriedValue) => Carrier,
): Generator<CheckHit> {
  for (const value of values) {
    const kind = findKind(value);
    if (kind !== undefined) yield { carrier: carrierOf(value), path: value.path, detail: kind };
  }
}

function findKind({ bytes, text }: CarriedValue): string | undefined {
  if (bytes.length < minProgramBytes) return undefined;
  if (!isInFragments(bytes)) return findKindOfPart(bytes, text);
  for (const part of valueParts(bytes)) {
    const kind = findKindOfPart(part, text);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function findKindOfPart(part: Buffer, text: string | undefined): string | undefined {
  const kind = findProgramKind(part);
  return kind === scriptedPage && text !== undefined && !isPage.test(text) ? undefined : kind;
}

/** Tags within a text are text, as in a name or a report on web pages; a text that is a page from its first character is a page. */
const isPage = /^\s{0,128}<(?:!doctype\s|html[\s>]|svg[\s>]|\?)/i;

const encapsulatedDocument = 0x00420011;
const dataSetTrailingPadding = 0xfffcfffc;

function carrierOf({ tag, text }: CarriedValue): Carrier {
  if (tag === encapsulatedDocument) return 'document';
  if (tag === dataSetTrailingPadding) return 'padding';
  return text === undefined ? 'printable-bytes' : 'text';
}
