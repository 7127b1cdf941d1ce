import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { auditPlacesIn } from '../../shared/adapters/local/audit-places-in.ts';
import { verifyFileAuditTrail } from '../../shared/adapters/local/verify-file-audit-trail.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { spawnHost } from '../makers/spawn-host.ts';
import { startGateway } from '../makers/start-gateway.ts';

describe('a host that is told to stop', () => {
  it('ends what it has begun: every store that was answered is there, and the trail is whole and ends with the word', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portcullis-stop-'));
    const host = await spawnHost(folder);
    const authorization = `Bearer ${await host.token()}`;
    const studyUid = freshUid();
    const store = async () => {
      const { contentType, body } = multipartBody(Array.from({ length: 20 }, () => makeCt({ studyUid }).bytes));
      const headers = { authorization, 'content-type': contentType };
      const response = await fetch(`${host.dicomwebUrl}/studies`, { method: 'POST', body, headers }).catch(
        () => undefined,
      );
      return Number(response?.status === 200) * 20;
    };

    const stores = Array.from({ length: 6 }, store);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await host.stop('SIGTERM');
    const acknowledged = (await Promise.all(stores)).reduce((sum, count) => sum + count, 0);
    const again = await spawnHost(folder);
    const found = await fetch(`${again.dicomwebUrl}/studies/${studyUid}/instances`, {
      headers: { authorization: `Bearer ${await again.token()}`, accept: 'application/dicom+json' },
    });
    const instances = found.status === 204 ? [] : ((await found.json()) as unknown[]);
    await again.stop('SIGTERM');
    const trail = await verifyFileAuditTrail(auditPlacesIn(folder));

    expect(instances.length).toBeGreaterThanOrEqual(acknowledged);
    expect(trail).toMatchObject({ kind: 'verified', verdict: { kind: 'whole' } });
    await rm(folder, { recursive: true });
  });
});

describe('what is no HTTP', () => {
  it('is told so in a document, like every other refusal', async () => {
    const gateway = await startGateway();
    const socket = connect(Number(new URL(gateway.baseUrl).port), '127.0.0.1');

    socket.write('this is no request\r\n\r\n');
    const answer = await text(socket);

    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      status: 400,
      code: 'request-invalid',
    });
    await gateway.close();
  });
});
