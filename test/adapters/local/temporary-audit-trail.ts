import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listSegments } from '../../../shared/adapters/local/audit-files.ts';
import { auditPlacesIn } from '../../../shared/adapters/local/audit-places-in.ts';
import { FileAuditTrail, type FileAuditTrailOptions } from '../../../shared/adapters/local/file-audit-trail.ts';
import { verifyFileAuditTrail } from '../../../shared/adapters/local/verify-file-audit-trail.ts';

/** A data folder of its own for one test, and what lies in it. */
export async function temporaryAuditFolder() {
  const data = await mkdtemp(join(tmpdir(), 'portcullis-audit-'));
  const places = auditPlacesIn(data);
  const readTexts = async () => {
    const files = await Promise.all((await listSegments(places.folder)).map((path) => readFile(path, 'utf8')));
    return files.join('').split('\n').slice(0, -1);
  };
  return {
    data,
    ...places,
    readTexts,
    open: (options: Partial<FileAuditTrailOptions> = {}) => FileAuditTrail.open({ ...places, ...options }),
    verify: () => verifyFileAuditTrail(places),
    remove: () => rm(data, { recursive: true, force: true }),
  };
}
