import type { Authorized } from '../access/authorize.ts';
import type { Uid } from '../dicom/uid.ts';
import { GatewayError } from '../errors.ts';
import type { InstanceLocation, StudyIndex } from '../ports/study-index.ts';

/** A study, series or instance, as the path of PS3.18 10.4.1 names it. */
export interface RetrieveTarget {
  readonly studyUid: Uid;
  readonly seriesUid?: Uid;
  readonly sopInstanceUid?: Uid;
}

/** The instances that a target holds; at least one, or it is not there. */
export async function locateInstances(
  permit: Authorized<'study.read' | 'study.thumbnail'>,
  target: RetrieveTarget,
  index: StudyIndex,
): Promise<readonly InstanceLocation[]> {
  const { studyUid, seriesUid, sopInstanceUid } = target;
  if (seriesUid !== undefined && sopInstanceUid !== undefined) {
    return [await locateInstance(permit, { studyUid, seriesUid, sopInstanceUid }, index)];
  }
  const locations = await index.listInstances(permit, studyUid, seriesUid);
  if (locations.length > 0) return locations;
  if (seriesUid !== undefined) throw new GatewayError('series-not-found', 'There is no such series in this study.');
  throw new GatewayError('study-not-found', 'There is no such study.');
}

export async function locateInstance(
  permit: Authorized<'study.read' | 'study.thumbnail'>,
  key: Required<RetrieveTarget>,
  index: StudyIndex,
): Promise<InstanceLocation> {
  const location = await index.findInstance(permit, key);
  if (location !== undefined) return location;
  throw new GatewayError('instance-not-found', 'There is no such instance in this series.');
}
