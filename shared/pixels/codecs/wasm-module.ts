import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What of a codec's module is ours to use; each family says which classes are in it. */
export interface WasmHeap {
  readonly HEAPU8: Uint8Array;
}

/** An object of the module's own memory: nothing collects it, so whoever makes it deletes it. */
export interface WasmObject {
  delete(): void;
}

export type CodecName = 'charls' | 'libjpeg-turbo-8bit' | 'openjpeg' | 'openjph';

/** Of the WebAssembly JavaScript interface what is used here; the types of Node do not have it. */
interface WebAssemblyInterface {
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

interface ModuleOptions {
  readonly print: () => void;
  readonly printErr: () => void;
  readonly locateFile: () => string;
  readonly instantiateWasm: (imports: object, receive: (instance: object) => void) => object;
}

/**
 * A codec with memory of its own, which can grow to `maxBytes` and not beyond: a thread's limits do not count what lies
 * outside of its heap. It logs nothing: what it would print is about a patient's image.
 */
export async function openWasmModule<M extends WasmHeap>(name: CodecName, maxBytes: number): Promise<M> {
  const require = createRequire(import.meta.url);
  const makeModule: (options: ModuleOptions) => Promise<M> = require(`@cornerstonejs/codec-${name}/wasmjs`);
  const wasmPath = require.resolve(`@cornerstonejs/codec-${name}/wasm`);
  return makeModule({
    print: () => undefined,
    printErr: () => undefined,
    locateFile: () => wasmPath,
    instantiateWasm: (imports, receive) => {
      const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface };
      const program = new WebAssembly.Module(withMaxMemory(readFileSync(wasmPath), maxBytes));
      const instance = new WebAssembly.Instance(program, imports);
      receive(instance);
      return instance.exports;
    },
  });
}

const memorySection = 5;
const pageBytes = 65_536;

/** WebAssembly 5.5.7: the one memory of the module, as (limits with a maximum, pages at first, pages at most). */
function withMaxMemory(program: Buffer, maxBytes: number): Buffer<ArrayBuffer> {
  const limited = Buffer.from(program);
  let at = 8;
  while (limited[at] !== memorySection) {
    const size = readUnsigned(limited, at + 1);
    at = size.next + size.value;
    if (at >= limited.length) throw new Error('a codec has no memory section');
  }
  const count = readUnsigned(limited, readUnsigned(limited, at + 1).next);
  const initial = readUnsigned(limited, count.next + 1);
  const maximum = readUnsigned(limited, initial.next);
  const pages = Math.max(initial.value, Math.min(maximum.value, Math.floor(maxBytes / pageBytes)));
  writeUnsigned(limited, { from: initial.next, to: maximum.next, value: pages });
  return limited;
}

/** LEB128. */
function readUnsigned(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let at = start, shift = 0; ; at += 1, shift += 7) {
    const byte = bytes[at];
    if (byte === undefined) throw new Error('a codec is cut off');
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, next: at + 1 };
  }
}

/** In as many bytes as were there. */
function writeUnsigned(bytes: Uint8Array, { from, to, value }: { from: number; to: number; value: number }): void {
  for (let at = from, rest = value; at < to; at += 1, rest = Math.floor(rest / 128)) {
    bytes[at] = (rest & 0x7f) | (at < to - 1 ? 0x80 : 0);
  }
}
