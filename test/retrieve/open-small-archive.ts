import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayRequest, Reply } from '../../lambdas/edge/gateway-request.ts';
import { retrieve } from '../../lambdas/retrieve/retrieve-handler.ts';
import { findRoute } from '../../local/find-route.ts';
import { FolderImageArchive } from '../../shared/adapters/local/folder-image-archive.ts';
import { FolderQuarantine } from '../../shared/adapters/local/folder-quarantine.ts';
import { openSqliteIndex } from '../../shared/adapters/sql/open-sqlite-index.ts';
import type { ByteRange } from '../../shared/dicom/byte-range.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { readInstanceHeader } from '../../shared/dicom/read-instance-header.ts';
import { encodeSidecar } from '../../shared/dicom/sidecar.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { PixelWorkers } from '../../shared/pixels/pixel-workers.ts';
import type { ImageArchive, StoredBytes } from '../../shared/ports/image-archive.ts';
import { settingsFromEnvironment } from '../../shared/settings.ts';
import { admissionFor, testGuard } from '../makers/admissions.ts';
import { mightyClient, permitFor } from '../makers/permits.ts';

export const baseUrl = 'https://images.example/gate';

/** Archive and index of the embedded host, filled and asked without a server in between. */
export interface SmallArchive {
  readonly gateway: Gateway;
  readonly folder: string;
  /** What was read of instances, in order; `undefined` for a whole one. */
  readonly reads: readonly (ByteRange | undefined)[];
  /** How many of the streams that were begun have not ended or been closed. */
  readonly openStreams: () => number;
  keep(chunks: Iterable<Uint8Array>): Promise<void>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  head(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  close(): Promise<void>;
}

export async function openSmallArchive(): Promise<SmallArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-retrieve-'));
  const index = await openSqliteIndex(join(folder, 'index.sqlite'));
  const archive = await FolderImageArchive.open(join(folder, 'archive'));
  const { watched, reads, openStreams } = watchReads(archive);
  const settings = settingsFromEnvironment({ PUBLIC_BASE_URL: baseUrl, TOKEN_ISSUER: 'https://issuer.example' });
  const gateway: Gateway = {
    archive: watched,
    index,
    guard: testGuard,
    quarantine: await FolderQuarantine.open(join(folder, 'quarantine')),
    settings,
    pixels: new PixelWorkers(settings.pixels),
    audit: { record: async () => {}, close: async () => {} },
    verifyToken: async () => mightyClient,
    log: { info: () => {}, error: () => {} },
  };
  return {
    gateway,
    folder,
    reads,
    openStreams,
    keep: (chunks) => keepInstance(gateway, chunks),
    get: (path, headers = { accept: '*/*' }) => retrieve(gateway, requestFor('GET', path, headers), mightyClient),
    head: (path, headers = { accept: '*/*' }) => retrieve(gateway, requestFor('HEAD', path, headers), mightyClient),
    close: async () => {
      await gateway.pixels.close();
      await index.close();
      await archive.close();
      await rm(folder, { recursive: true });
    },
  };
}

export const pathOf = ({ studyUid, seriesUid, sopInstanceUid }: InstanceKey): string =>
  `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}`;

export async function bodyOf({ body = '' }: Reply): Promise<Buffer> {
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function requestFor(method: 'GET' | 'HEAD', path: string, headers: Readonly<Record<string, string>>): GatewayRequest {
  const [rawPath = '', query = ''] = path.split('?');
  const found = findRoute(method, `/dicomweb${rawPath}`);
  return { ...found, id: 'r-1', query, headers, body: nothing(), remoteAddress: '192.0.2.1' };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function keepInstance({ archive, index }: Gateway, chunks: Iterable<Uint8Array>): Promise<void> {
  const permit = permitFor('study.write');
  const bytes = [...chunks];
  const header = await readInstanceHeader(bytes);
  const draft = await archive.openDraft(permit);
  for (const chunk of bytes) await draft.write(Uint8Array.from(chunk));
  const sealed = await draft.seal();
  await draft.keep(header.key, encodeSidecar(header), await admissionFor(sealed.sha256));
  await index.insertInstances(permit, [{ header, ...sealed }]);
  await archive.settle(permit, [header.key]);
}

function watchReads(archive: ImageArchive) {
  const reads: (ByteRange | undefined)[] = [];
  let open = 0;
  async function* counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    open += 1;
    try {
      yield* bytes;
    } finally {
      open -= 1;
    }
  }
  const watched = new Proxy(archive, {
    get(target, name) {
      if (name !== 'readInstance') return Reflect.get(target, name).bind(target);
      return async (...parameters: Parameters<ImageArchive['readInstance']>): Promise<StoredBytes> => {
        reads.push(parameters[2]);
        const stored = await target.readInstance(...parameters);
        return { ...stored, bytes: counted(stored.bytes) };
      };
    },
  });
  return { watched, reads, openStreams: () => open };
}
