import { createHash, type Hash } from 'node:crypto';
import type { Authorized } from '../access/authorize.ts';
import { DicomError } from '../dicom/dicom-error.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import { readInstanceHeader } from '../dicom/read-instance-header.ts';
import { decodeSidecar, encodeSidecar } from '../dicom/sidecar.ts';
import { GatewayError } from '../errors.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { IndexedInstance } from '../ports/study-index.ts';

/** `unreadable`: the archive's bytes are not the instance that was stored (a sick disk, a foreign hand). */
export type Derivation =
  | { readonly kind: 'derived'; readonly instance: IndexedInstance }
  | { readonly kind: 'gone' | 'unreadable'; readonly key: InstanceKey };

/**
 * What the index must know of an instance, from the archive alone. The bytes are read whole, because their hash is
 * kept nowhere else that could be trusted; a sidecar that is lost, torn or of another version is put back.
 */
export async function deriveIndexedInstance(
  archive: ImageArchive,
  permit: Authorized<'archive.maintain'>,
  key: InstanceKey,
): Promise<Derivation> {
  try {
    const kept = await headerInSidecar(archive, permit, key);
    const { byteLength, bytes } = await archive.readInstance(permit, key);
    const hash = createHash('sha256');
    const header = kept ?? (await readInstanceHeader(hashing(bytes, hash)));
    if (kept !== undefined) for await (const chunk of bytes) hash.update(chunk);
    if (!isSameKey(header.key, key)) return { kind: 'unreadable', key };
    if (kept === undefined) await archive.replaceSidecar(permit, key, encodeSidecar(header));
    return { kind: 'derived', instance: { header, byteLength, sha256: hash.digest('hex') } };
  } catch (error) {
    if (error instanceof DicomError) return { kind: 'unreadable', key };
    if (error instanceof GatewayError && error.code === 'instance-not-found') return { kind: 'gone', key };
    throw error;
  }
}

/** A sidecar that speaks of another instance is as good as none. */
async function headerInSidecar(
  archive: ImageArchive,
  permit: Authorized<'archive.maintain'>,
  key: InstanceKey,
): Promise<InstanceHeader | undefined> {
  const sidecar = await archive.readSidecar(permit, key);
  const header = sidecar === undefined ? undefined : decodeSidecar(sidecar);
  return header !== undefined && isSameKey(header.key, key) ? header : undefined;
}

async function* hashing(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

function isSameKey(one: InstanceKey, other: InstanceKey): boolean {
  return (
    one.studyUid === other.studyUid && one.seriesUid === other.seriesUid && one.sopInstanceUid === other.sopInstanceUid
  );
}
