/** PS3.3 C.7.9.2: opcodes of the segments. */
const [discrete, linear, indirect] = [0, 1, 2];

/**
 * The entries that the segments of a Segmented Palette Color Lookup Table stand for. `undefined` where they break the rules
 * or do not make exactly `entryCount`: a few words may refer to each other until they would fill any memory.
 */
export function expandSegments(words: Uint16Array, entryCount: number): Uint16Array | undefined {
  const out: Output = { entries: new Uint16Array(entryCount), length: 0 };
  let segmentsLeft = maxSegments;
  for (let at = 0; at < words.length && out.length < entryCount; ) {
    const length = segmentLength(words, at);
    if (length === undefined || segmentsLeft <= 0) return undefined;
    const used = words[at] === indirect ? appendCopies(words, at, out) : appendSegment(words, at, out) && 1;
    if (!used) return undefined;
    segmentsLeft -= used;
    at += length;
  }
  return out.length === entryCount ? out.entries : undefined;
}

interface Output {
  readonly entries: Uint16Array;
  length: number;
}

const maxSegments = 100_000;

/** In words, opcode included. */
function segmentLength(words: Uint16Array, at: number): number | undefined {
  const [opcode, count] = [words[at], words[at + 1]];
  if (opcode === discrete && count !== undefined) return 2 + count;
  if (opcode === linear) return 3;
  return opcode === indirect ? 4 : undefined;
}

/** False where the segment is cut off or has more entries than the table has room for. */
function appendSegment(words: Uint16Array, at: number, out: Output): boolean {
  const count = words[at + 1] ?? 0;
  if (count === 0 || out.length + count > out.entries.length) return false;
  return words[at] === discrete
    ? appendDiscrete(words.subarray(at + 2, at + 2 + count), count, out)
    : appendLinear(words, at, out);
}

function appendDiscrete(values: Uint16Array, count: number, out: Output): boolean {
  if (values.length < count) return false;
  out.entries.set(values, out.length);
  out.length += count;
  return true;
}

/** From the entry before, which there must be, in equal steps to the one that is given. */
function appendLinear(words: Uint16Array, at: number, out: Output): boolean {
  const [count = 0, end] = [words[at + 1], words[at + 2]];
  if (out.length === 0 || end === undefined) return false;
  const start = out.entries[out.length - 1] ?? 0;
  for (let step = 1; step <= count; step += 1) {
    out.entries[out.length] = Math.round(start + ((end - start) * step) / count);
    out.length += 1;
  }
  return true;
}

/** An indirect segment repeats discrete and linear ones, never another indirect one. Answers how many it repeated. */
function appendCopies(words: Uint16Array, at: number, out: Output): number {
  const [count = 0, low = 0, high = 0] = words.subarray(at + 1, at + 4);
  let from = (high * 0x1_0000 + low) / 2;
  for (let copied = 0; copied < count; copied += 1) {
    const length = from < at ? segmentLength(words, from) : undefined;
    if (length === undefined || words[from] === indirect || !appendSegment(words, from, out)) return 0;
    from += length;
  }
  return count;
}
