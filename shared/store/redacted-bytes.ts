import type { DicomJson } from '../dicom/dicom-json.ts';
import { type ModifiedAttribute, originalAttributesPatches, type Patch } from '../dicom/original-attributes.ts';
import type { Redaction } from '../guard/redaction.ts';
import type { ReceivedInstance } from './receive-instance.ts';

/**
 * The instance once more, with blanks where the guard objected and an item in (0400,0561) that says which attributes
 * were changed, without what they held (PS3.18 10.5.3 asks for the item; the old values would bring back what was taken
 * out). Equal bytes for equal instance, policy and moment, so that sending again is the same store again.
 */
export function redactedBytes(
  { header, draft, content }: Pick<ReceivedInstance, 'header' | 'draft' | 'content'>,
  redactions: readonly Redaction[],
  redactedAt: string,
): AsyncIterable<Uint8Array> {
  const attributes = modifiedAttributes(redactions, header.dicomJson);
  const modified = { attributes, modifiedAt: new Date(redactedAt) };
  const patches = attributes.length === 0 ? [] : originalAttributesPatches(content.originalAttributes, modified);
  return withPatches(withBlanks(draft.readSealed(), redactions), patches);
}

/** Attributes of the top level (PS3.3 C.12.1.1.9); what was blanked in group 0002 is no part of the data set. */
function modifiedAttributes(redactions: readonly Redaction[], dicomJson: DicomJson): ModifiedAttribute[] {
  const tags = [...new Set(redactions.map(({ path }) => path.slice(0, 8)))].filter(
    (tag) => dicomJson[tag] !== undefined,
  );
  return tags.sort().map((tag) => ({
    tag: Number.parseInt(tag, 16),
    vr: dicomJson[tag]?.vr ?? 'UN',
    ...privateCreatorOf(tag, dicomJson),
  }));
}

function privateCreatorOf(tag: string, dicomJson: DicomJson): Pick<ModifiedAttribute, 'privateCreator'> {
  const isPrivate = Number.parseInt(tag.slice(3, 4), 16) % 2 === 1;
  const creatorTag = `${tag.slice(0, 4)}00${tag.slice(4, 6)}`;
  const value = dicomJson[creatorTag]?.Value?.[0];
  if (!isPrivate || tag.startsWith('00', 4) || typeof value !== 'string' || !/^[\x20-\x7e]*$/.test(value)) return {};
  return { privateCreator: { tag: Number.parseInt(creatorTag, 16), value } };
}

async function* withBlanks(
  source: AsyncIterable<Uint8Array>,
  redactions: readonly Redaction[],
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const chunk of source) {
    const blanked = Uint8Array.from(chunk);
    for (const { offset: from, length, fill } of redactions) {
      blanked.fill(fill, clamp(from - offset, chunk.length), clamp(from + length - offset, chunk.length));
    }
    yield blanked;
    offset += chunk.length;
  }
}

const clamp = (position: number, length: number): number => Math.min(Math.max(position, 0), length);

/** A patch may begin in one chunk and replace bytes of the next. */
async function* withPatches(source: AsyncIterable<Uint8Array>, patches: readonly Patch[]): AsyncGenerator<Uint8Array> {
  const waiting = [...patches];
  let start = 0;
  let next = 0;
  for await (const chunk of source) {
    const end = start + chunk.length;
    for (let patch = waiting[0]; patch !== undefined && patch.offset < end; patch = waiting[0]) {
      waiting.shift();
      yield chunk.slice(Math.max(next - start, 0), patch.offset - start);
      yield patch.bytes;
      next = patch.offset + patch.length;
    }
    yield chunk.slice(Math.max(next - start, 0));
    start = end;
  }
  for (const { bytes } of waiting) yield bytes;
}
