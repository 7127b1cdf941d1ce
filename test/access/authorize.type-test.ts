import { type Authorized, authorize } from '../../shared/access/authorize.ts';
import type { Caller } from '../../shared/access/caller.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import type { Uid } from '../../shared/dicom/uid.ts';
import type { ImageArchive } from '../../shared/ports/image-archive.ts';
import type { SearchQuery } from '../../shared/ports/search-query.ts';
import type { StudyIndex } from '../../shared/ports/study-index.ts';

/** Never run: `tsc` reads it. Each expected error that does not come is an error itself. */
export function everyPortDemandsItsOwnPermit(ports: {
  readonly archive: ImageArchive;
  readonly index: StudyIndex;
  readonly caller: Caller;
  readonly key: InstanceKey;
  readonly query: SearchQuery;
  readonly studyUid: Uid;
}): readonly unknown[] {
  const { archive, index, caller, key, query, studyUid } = ports;
  const search = authorize(caller, 'study.search');
  const read = authorize(caller, 'study.read');
  const handMade = { action: 'study.read', caller, target: {} } as const;
  const handMadeSearch = { action: 'study.search', caller, target: {} } as const;

  return [
    archive.readInstance(read, key),
    index.search(search, query),
    // @ts-expect-error no permit
    archive.readInstance(key),
    // @ts-expect-error no permit
    archive.openDraft(),
    // @ts-expect-error no permit
    archive.openSpool(),
    // @ts-expect-error no permit
    archive.readSidecar(key),
    // @ts-expect-error no permit
    archive.listInstances(),
    // @ts-expect-error no permit
    archive.removeInstance(key),
    // @ts-expect-error no permit
    index.search(query),
    // @ts-expect-error no permit
    index.insertInstances([]),
    // @ts-expect-error no permit
    index.findInstance(key),
    // @ts-expect-error no permit
    index.listInstances(studyUid),
    // @ts-expect-error no permit
    index.clear(),
    // @ts-expect-error a permit made by hand
    archive.readInstance(handMade, key),
    // @ts-expect-error a permit made by hand
    index.search(handMadeSearch, query),
    // @ts-expect-error a permit made by hand, and said to be one
    handMade satisfies Authorized<'study.read'>,
    // @ts-expect-error a permit for something else
    archive.readInstance(search, key),
    // @ts-expect-error a permit for something else
    archive.openDraft(read),
    // @ts-expect-error a permit for something else
    archive.removeInstance(read, key),
    // @ts-expect-error a permit for something else
    index.search(read, query),
    // @ts-expect-error a permit for something else
    index.clear(search),
    // @ts-expect-error nothing that a permit could be for
    authorize(caller, 'study.peek'),
  ];
}
