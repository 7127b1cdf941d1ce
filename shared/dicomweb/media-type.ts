/** A media type taken apart; `essence` is `type/subtype` in lower case, parameter names are in lower case too. */
export interface MediaType {
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const maxMediaTypeChars = 1024;
const maxParameters = 16;

const essencePattern = /[ \t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*/y;
/** Bare values may hold `/`, `:`, `=`: strict tokens may not, but `type=application/dicom` is what clients send. */
const parameterPattern =
  /;[ \t]*(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"\\]+))[ \t]*)?/y;

/** RFC 9110 8.3.1, quoted or bare, with odd spacing; `undefined` for what is none or is beyond all measure. */
export function parseMediaType(text: string): MediaType | undefined {
  if (text.length > maxMediaTypeChars) return undefined;
  essencePattern.lastIndex = 0;
  const essence = essencePattern.exec(text)?.[1]?.toLowerCase();
  if (essence === undefined) return undefined;
  const parameters = parseParameters(text, essencePattern.lastIndex);
  return parameters && { essence, parameters };
}

function parseParameters(text: string, from: number): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  parameterPattern.lastIndex = from;
  for (let at = from; at < text.length; at = parameterPattern.lastIndex) {
    const match = parameterPattern.exec(text);
    if (match === null) return undefined;
    const name = match[1]?.toLowerCase();
    if (name === undefined) continue;
    if (parameters.has(name) || parameters.size === maxParameters) return undefined;
    parameters.set(name, match[3] ?? match[2]?.replace(/\\(.)/g, '$1') ?? '');
  }
  return parameters;
}
