/** RFC 4648 4, without what lenient readers pass over: foreign characters, missing padding, bits that no byte has. */
export function decodeBase64(text: string): Buffer | undefined {
  if (text.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
