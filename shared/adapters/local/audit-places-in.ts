import { join } from 'node:path';

/** Where the embedded host keeps its trail, unless the key (and with it the anchor) was put on a place of its own. */
export function auditPlacesIn(dataFolder: string, keyPath = join(dataFolder, 'audit-key')) {
  return { folder: join(dataFolder, 'audit'), keyPath } as const;
}
