import { DicomError } from '../dicom/dicom-error.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import { readerLimits } from '../dicom/reader-limits.ts';
import { GatewayError } from '../errors.ts';
import { type NameGroup, NativeAttribute, nameGroups } from './native-attribute.ts';
import { NativeDataSet } from './native-data-set.ts';

type Attributes = ReadonlyMap<string, string>;

/** What is open around the next element; each knows what may stand in it. */
type Open =
  | { readonly kind: 'data-set'; readonly dataSet: NativeDataSet }
  | { readonly kind: 'attribute'; readonly attribute: NativeAttribute }
  | { readonly kind: 'name'; readonly attribute: NativeAttribute }
  | { readonly kind: 'group'; readonly attribute: NativeAttribute; readonly group: NameGroup }
  | { readonly kind: 'text'; readonly pieces: string[]; readonly end: (text: string) => void }
  | { readonly kind: 'empty' };

const nameComponents = ['FamilyName', 'GivenName', 'MiddleName', 'NamePrefix', 'NameSuffix'];

/** The elements of PS3.19 Table A.1.5-1 as they open and close, and nothing else: an unknown one could mean anything. */
export class NativeModelBuilder {
  readonly #root = new NativeDataSet();
  readonly #stack: Open[] = [];
  #hasRoot = false;

  open(element: string, attributes: Attributes): void {
    this.#stack.push(this.#opened(element, attributes));
  }

  close(): void {
    const open = this.#stack.pop();
    if (open?.kind === 'text') open.end(open.pieces.join(''));
    if (open?.kind === 'data-set') open.dataSet.settlePrivateBlocks();
    if (open?.kind === 'attribute') this.#addToDataSet(open.attribute);
  }

  addText(text: string): void {
    const top = this.#stack.at(-1);
    if (top?.kind === 'text') top.pieces.push(text);
    else if (text.trim() !== '') throw invalid('Text stands in the XML where PS3.19 A.1 has none.');
  }

  dataSet(): DicomJson {
    return this.#root.dicomJson;
  }

  #opened(element: string, attributes: Attributes): Open {
    const top = this.#stack.at(-1);
    const opened = top === undefined ? this.#openRoot(element) : this.#openIn(top, element, attributes);
    if (opened === undefined) throw invalid('The XML holds an element that has no place there in PS3.19 A.1.');
    return opened;
  }

  #openRoot(element: string): Open | undefined {
    if (element !== 'NativeDicomModel' || this.#hasRoot) return undefined;
    this.#hasRoot = true;
    return { kind: 'data-set', dataSet: this.#root };
  }

  #openIn(top: Open, element: string, attributes: Attributes): Open | undefined {
    if (top.kind === 'data-set') return openAttribute(element, attributes);
    if (top.kind === 'attribute') return this.#openContent(top.attribute, element, attributes);
    if (top.kind === 'name') return openGroup(top.attribute, element);
    return top.kind === 'group' ? openComponent(top, element) : undefined;
  }

  #openContent(attribute: NativeAttribute, element: string, attributes: Attributes): Open | undefined {
    if (element === 'Item') return this.#openItem(attribute);
    if (element === 'PersonName') {
      attribute.openName(attributes.get('number'));
      return { kind: 'name', attribute };
    }
    if (element === 'BulkData') {
      attribute.setBulkDataUri(attributes.get('uri') ?? attributes.get('uuid'));
      return { kind: 'empty' };
    }
    if (element === 'InlineBinary') return openText((text) => attribute.setInlineBinary(text));
    const number = attributes.get('number');
    return element === 'Value' ? openText((text) => attribute.addValue(text, number)) : undefined;
  }

  #openItem(attribute: NativeAttribute): Open {
    const depth = this.#stack.filter(({ kind }) => kind === 'data-set').length;
    if (depth > readerLimits.maxDepth) throw new DicomError('too-deep', 'sequences are nested too deeply');
    return { kind: 'data-set', dataSet: attribute.addItem() };
  }

  #addToDataSet(attribute: NativeAttribute): void {
    const around = this.#stack.at(-1);
    if (around?.kind === 'data-set') around.dataSet.add(attribute.whole());
  }
}

function openAttribute(element: string, attributes: Attributes): Open | undefined {
  return element === 'DicomAttribute' ? { kind: 'attribute', attribute: new NativeAttribute(attributes) } : undefined;
}

function openGroup(attribute: NativeAttribute, element: string): Open | undefined {
  const group = nameGroups.find((each) => each === element);
  return group && { kind: 'group', attribute, group };
}

function openComponent(
  { attribute, group }: { readonly attribute: NativeAttribute; readonly group: NameGroup },
  element: string,
): Open | undefined {
  const position = nameComponents.indexOf(element);
  return position < 0 ? undefined : openText((text) => attribute.setNameComponent(group, position, text));
}

const openText = (end: (text: string) => void): Open => ({ kind: 'text', pieces: [], end });
const invalid = (message: string) => new GatewayError('metadata-invalid', message);
