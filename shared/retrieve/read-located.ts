import type { Authorized } from '../access/authorize.ts';
import type { ByteRange } from '../dicom/byte-range.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import { GatewayError } from '../errors.ts';
import type { ImageArchive, StoredBytes } from '../ports/image-archive.ts';

/** An instance that the index knows and the archive does not is lost data: a 404 would call that an ordinary absence. */
export async function readLocated(
  permit: Authorized<'study.read' | 'study.thumbnail'>,
  archive: ImageArchive,
  { key, range }: { readonly key: InstanceKey; readonly range?: ByteRange },
): Promise<StoredBytes> {
  try {
    return await archive.readInstance(permit, key, range);
  } catch (error) {
    if (!isNotThere(error)) throw error;
    throw new Error('the archive does not hold an instance that the index knows');
  }
}

const isNotThere = (error: unknown): boolean => error instanceof GatewayError && error.code === 'instance-not-found';
