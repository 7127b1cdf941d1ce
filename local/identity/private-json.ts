import type { z } from 'zod';
import { findPrivateFile } from './private-file.ts';

/** A kept JSON file, checked; a damaged one stops the start with its name instead of being replaced silently. */
export async function findPrivateJson<T extends z.ZodType>(path: string, shape: T): Promise<z.infer<T> | undefined> {
  const text = await findPrivateFile(path);
  if (text === undefined) return undefined;
  const parsed = shape.safeParse(jsonOrUndefined(text));
  if (!parsed.success) throw new Error(`${path} is damaged; put it back from a copy, or move it away to begin anew`);
  return parsed.data;
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
