/** A number of JSON, or the text of one as XML and long numbers have it; `undefined` for what its VR cannot hold. */
export type EncodeNumber = (value: unknown) => Buffer | undefined;

/** How the numbers of each binary VR are laid out in little endian (PS3.5 6.2). */
export const numberEncoders: Readonly<Record<string, EncodeNumber>> = {
  AT: (value) => tagBytes(value),
  FD: (value) => inRange(real(value), (buffer, number) => buffer.writeDoubleLE(number), 8),
  FL: (value) => inRange(real(value), (buffer, number) => buffer.writeFloatLE(number), 4),
  SL: (value) =>
    inRange(whole(value, -(2n ** 31n), 2n ** 31n), (buffer, number) => buffer.writeInt32LE(Number(number)), 4),
  SS: (value) =>
    inRange(whole(value, -(2n ** 15n), 2n ** 15n), (buffer, number) => buffer.writeInt16LE(Number(number)), 2),
  SV: (value) => inRange(whole(value, -(2n ** 63n), 2n ** 63n), (buffer, number) => buffer.writeBigInt64LE(number), 8),
  UL: (value) => inRange(whole(value, 0n, 2n ** 32n), (buffer, number) => buffer.writeUInt32LE(Number(number)), 4),
  US: (value) => inRange(whole(value, 0n, 2n ** 16n), (buffer, number) => buffer.writeUInt16LE(Number(number)), 2),
  UV: (value) => inRange(whole(value, 0n, 2n ** 64n), (buffer, number) => buffer.writeBigUInt64LE(number), 8),
};

function inRange<N>(
  number: N | undefined,
  write: (buffer: Buffer, number: N) => unknown,
  width: number,
): Buffer | undefined {
  if (number === undefined) return undefined;
  const buffer = Buffer.alloc(width);
  write(buffer, number);
  return buffer;
}

const wholeText = /^[+-]?[0-9]{1,20}$/;

/** `to` is beyond the range. */
function whole(value: unknown, from: bigint, to: bigint): bigint | undefined {
  const number = bigintOf(value);
  return number !== undefined && number >= from && number < to ? number : undefined;
}

function bigintOf(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  const text = typeof value === 'string' ? value.trim() : '';
  return wholeText.test(text) ? BigInt(text.replace('+', '')) : undefined;
}

const realText = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
/** JSON has no word for these; XML Schema calls the infinities INF. */
const notFinite: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  INF: Number.POSITIVE_INFINITY,
  '-INF': Number.NEGATIVE_INFINITY,
};

function real(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value.trim() : '';
  if (Object.hasOwn(notFinite, text)) return notFinite[text];
  return realText.test(text) ? Number(text) : undefined;
}

function tagBytes(value: unknown): Buffer | undefined {
  if (typeof value !== 'string' || !/^[0-9A-Fa-f]{8}$/.test(value)) return undefined;
  const buffer = Buffer.alloc(4);
  buffer.writeUInt16LE(Number.parseInt(value.slice(0, 4), 16));
  buffer.writeUInt16LE(Number.parseInt(value.slice(4), 16), 2);
  return buffer;
}
