export interface ReadPart {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Takes a multipart answer apart, independently of the gateway's own reader. */
export async function readParts(response: Response): Promise<ReadPart[]> {
  const boundary = /boundary="?([^";]+)"?/.exec(response.headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) throw new Error(`not multipart: ${response.headers.get('content-type')}`);
  const bytes = Buffer.concat([Buffer.from('\r\n'), Buffer.from(await response.arrayBuffer())]);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: ReadPart[] = [];
  for (let at = bytes.indexOf(delimiter); ; ) {
    const start = at + delimiter.length;
    if (bytes.subarray(start, start + 2).toString() === '--') return parts;
    const next = bytes.indexOf(delimiter, start);
    if (next < 0) throw new Error('no closing delimiter');
    parts.push(readPart(bytes.subarray(start + 2, next)));
    at = next;
  }
}

function readPart(bytes: Buffer): ReadPart {
  const end = bytes.indexOf('\r\n\r\n');
  const lines = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = lines.map((line): [string, string] => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    line.slice(line.indexOf(':') + 1).trim(),
  ]);
  return { headers: new Map(headers), body: bytes.subarray(end + 4) };
}
