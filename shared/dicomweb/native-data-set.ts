import { DicomError } from '../dicom/dicom-error.ts';
import type { DicomJson, DicomJsonAttribute } from '../dicom/dicom-json.ts';
import { tagToText } from '../dicom/tags.ts';

const blocks = Array.from({ length: 0xf0 }, (_, index) => (index + 0x10).toString(16).toUpperCase());

/** One that has been read whole; a private one may stand in any block. */
export interface ReadAttribute {
  readonly tag: string;
  readonly privateCreator: string | undefined;
  readonly json: DicomJsonAttribute;
}

/** The attributes of a data set or item as they are read. Private ones come without their block, which is found at the end. */
export class NativeDataSet {
  readonly #attributes: Record<string, DicomJsonAttribute> = Object.create(null);
  readonly #waiting: ReadAttribute[] = [];

  get dicomJson(): DicomJson {
    return this.#attributes;
  }

  /** `gggg0000` is a group length, which is left out, unless a creator makes it the first element of a block. */
  add(attribute: ReadAttribute): void {
    const { tag, privateCreator } = attribute;
    if (privateCreator !== undefined && tag.startsWith('00', 4)) this.#waiting.push(attribute);
    else if (!tag.endsWith('0000')) this.#set(tag, attribute.json);
  }

  /** PS3.19 Table A.1.5-2: `gggg00ee` and a creator; the block is the creator's own, or the first that is free. */
  settlePrivateBlocks(): void {
    for (const attribute of this.#waiting) {
      const { tag, privateCreator = '' } = attribute;
      const block = this.#blockOf(tag.slice(0, 4), privateCreator);
      this.#set(tag.slice(0, 4) + block + tag.slice(6), attribute.json);
    }
  }

  #blockOf(group: string, creator: string): string {
    const own = blocks.find((block) => this.#attributes[`${group}00${block}`]?.Value?.[0] === creator);
    if (own !== undefined) return own;
    const free = blocks.find((block) => this.#attributes[`${group}00${block}`] === undefined);
    if (free === undefined) {
      throw new DicomError('metadata-invalid', `group ${group} has no private block left (PS3.5 7.8.1)`);
    }
    this.#set(`${group}00${free}`, { vr: 'LO', Value: [creator] });
    return free;
  }

  #set(tag: string, attribute: DicomJsonAttribute): void {
    if (Object.hasOwn(this.#attributes, tag)) {
      throw new DicomError('element-duplicate', `${tagToText(Number.parseInt(tag, 16))} is there twice`);
    }
    this.#attributes[tag] = attribute;
  }
}
