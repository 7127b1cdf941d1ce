import type { CarriedValue, InstanceContent } from '../../shared/dicom/instance-content.ts';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { type CaptureLimits, captureLimits } from '../../shared/dicom/reader-limits.ts';

export interface ReadContentOptions {
  readonly chunkBytes?: number;
  readonly limits?: Partial<CaptureLimits>;
}

/** The chunks are overwritten once they are read, as a host may do with its own. */
export async function readContent(bytes: Uint8Array, options: ReadContentOptions = {}): Promise<InstanceContent> {
  const { chunkBytes = 65_536, limits = {} } = options;
  const reader = new Part10Reader({ capture: true, captureLimits: { ...captureLimits, ...limits } });
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = Uint8Array.from(bytes.subarray(at, at + chunkBytes));
    await reader.push(chunk);
    chunk.fill(0xee);
  }
  await reader.finish();
  return reader.content();
}

export function valueAt({ values, fileMeta }: InstanceContent, path: string): CarriedValue {
  const found = [...fileMeta, ...values].find((each) => each.path === path);
  if (found === undefined) throw new Error(`no value at ${path}`);
  return found;
}

export const textAt = (content: InstanceContent, path: string): string | undefined => valueAt(content, path).text;

export const pathsOf = ({ values }: InstanceContent): string[] => values.map(({ path }) => path);
