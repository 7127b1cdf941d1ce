import { GatewayError } from '../../errors.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';
import { type CodecName, openWasmModule, type WasmHeap, type WasmObject } from './wasm-module.ts';

/** Opened once a thread; one that has failed or grown large is not used again. */
const openModules = new Map<CodecName, Promise<WasmHeap>>();

/** Memory of a module never shrinks; beyond this it is given back. */
const keptBytes = 128 * 1024 * 1024;

export interface WasmUse<M extends WasmHeap, C extends WasmObject, R> {
  readonly name: CodecName;
  readonly maxBytes: number;
  readonly make: (module: M) => C;
  /** Must copy what it gives back out of the module's memory. */
  readonly use: (codec: C) => R;
}

/**
 * Whatever a codec throws is about the bytes that it was given, and leaves its memory in a state that nobody knows; the next
 * frame gets a new one.
 */
export async function withWasmCodec<M extends WasmHeap, C extends WasmObject, R>({
  name,
  maxBytes,
  make,
  use,
}: WasmUse<M, C, R>): Promise<R> {
  const opened = openModules.get(name) ?? openWasmModule<M>(name, maxBytes);
  openModules.delete(name);
  const module = (await opened) as M;
  const result = used(module, make, use);
  if (module.HEAPU8.length <= keptBytes) openModules.set(name, opened);
  return result;
}

function used<M, C extends WasmObject, R>(module: M, make: (module: M) => C, use: (codec: C) => R): R {
  try {
    const codec = make(module);
    const result = use(codec);
    codec.delete();
    return result;
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw pixelsNotDecodable('its codec finds it corrupt, or more than its memory holds');
  }
}
