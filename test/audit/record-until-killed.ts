import { writeSync } from 'node:fs';
import { auditPlacesIn } from '../../shared/adapters/local/audit-places-in.ts';
import { FileAuditTrail } from '../../shared/adapters/local/file-audit-trail.ts';
import { makeAuditEvent } from './make-audit-event.ts';

/** Run by a test as a process of its own: says on stdout which events were acknowledged, until somebody kills it. */
const [dataFolder = '', prefix = ''] = process.argv.slice(2);
const trail = await FileAuditTrail.open({ ...auditPlacesIn(dataFolder), maxSegmentBytes: 20_000 });
let count = 0;

async function recordForEver(): Promise<void> {
  for (;;) {
    const requestId = `${prefix}-${count++}`;
    await trail.record(makeAuditEvent({ requestId }));
    writeSync(1, `${requestId}\n`);
  }
}

await Promise.all(Array.from({ length: 10 }, recordForEver));
