import type { Authorized } from '../access/authorize.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import { readInstanceHeader } from '../dicom/read-instance-header.ts';
import { decodeSidecar, encodeSidecar } from '../dicom/sidecar.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import { readLocated } from './read-located.ts';

/** What the sidecar tells; a sidecar that is lost or torn is derived anew from its instance and put back. */
export async function readHeader(
  permit: Authorized<'study.read' | 'study.thumbnail'>,
  key: InstanceKey,
  archive: ImageArchive,
): Promise<InstanceHeader> {
  const sidecar = await archive.readSidecar(permit, key);
  const known = sidecar && decodeSidecar(sidecar);
  if (known !== undefined) return known;
  const header = await readInstanceHeader((await readLocated(permit, archive, { key })).bytes);
  await archive.replaceSidecar(permit, key, encodeSidecar(header));
  return header;
}
