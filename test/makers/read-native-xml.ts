import { SaxesParser } from 'saxes';

/** One element of a parsed document; text that stands beside children is left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Parsed by a library of others, strictly: what it refuses is not well-formed. */
export function readXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const inner = open.at(-1);
    if (inner !== undefined) inner.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  const [document] = root.children;
  if (document === undefined) throw new Error('no document');
  return document;
}

/** The attribute of this tag in a `NativeDicomModel` or an `Item`. */
export const attributeOf = (dataSet: XmlElement | undefined, tag: string): XmlElement | undefined =>
  dataSet?.children.find(({ attributes }) => attributes.tag === tag);

/** The texts of its values. */
export const valuesIn = (attribute: XmlElement | undefined): readonly string[] =>
  (attribute?.children ?? []).map(({ text }) => text);
