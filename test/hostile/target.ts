import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Scope } from '../../shared/access/scopes.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { readParts } from '../makers/read-parts.ts';
import { type Answer, answerOf, type Exchange, exchange } from './answer.ts';
import type { HostUnderAttack } from './host-under-attack.ts';

/** What an attack has in its hands: a host, and a token that would let it do everything if it behaved. */
export interface Target {
  readonly host: HostUnderAttack;
  readonly bearer: string;
  /** Stored before the attacks began, for those on what is there. */
  readonly standing: MadeInstance;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  exchange(what: Omit<Exchange, 'port'>): Promise<Answer>;
  token(scopes?: readonly Scope[]): Promise<string>;
  /** Of somebody who may decide about what the guard holds. */
  reviewer(): Promise<string>;
  /** `fetch` below `/gateway/quarantine` as that person. */
  review(path: string, init?: RequestInit): Promise<Response>;
}

export async function openTarget(host: HostUnderAttack): Promise<Target> {
  const bearer = await host.token();
  let signedIn: Promise<string> | undefined;
  const reviewer = (): Promise<string> => {
    signedIn ??= host.reviewerToken();
    return signedIn;
  };
  const target: Target = {
    host,
    bearer,
    standing: makeCt({ frames: 3 }),
    fetch: (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('authorization')) headers.set('authorization', `Bearer ${bearer}`);
      return fetch(host.dicomwebUrl + path, { ...init, headers });
    },
    exchange: (what) => exchange({ port: host.port, ...what }),
    token: (scopes) => host.token(scopes),
    reviewer,
    review: async (path, init = {}) => {
      const authorization = `Bearer ${await reviewer()}`;
      return fetch(`${host.baseUrl}/gateway/quarantine${path}`, {
        ...init,
        headers: { authorization, ...init.headers },
      });
    },
  };
  await storeWell(target, target.standing);
  return target;
}

export async function storeMultipart(target: Target, files: readonly Uint8Array[], path = '/studies'): Promise<Answer> {
  const { contentType, body } = multipartBody(files);
  return answerOf(await target.fetch(path, { method: 'POST', body, headers: { 'content-type': contentType } }));
}

export async function storeSingle(target: Target, file: Uint8Array, path = '/studies'): Promise<Answer> {
  const headers = { 'content-type': 'application/dicom' };
  return answerOf(await target.fetch(path, { method: 'POST', body: file as Uint8Array<ArrayBuffer>, headers }));
}

/** What a client that behaves does, and has to be able to do whatever came before it. */
export async function storeWell(target: Target, instance: MadeInstance = makeCt()): Promise<void> {
  const stored = await storeMultipart(target, [instance.bytes]);
  const found = await target.fetch(`/studies?StudyInstanceUID=${instance.key.studyUid}`, {
    headers: { accept: 'application/dicom+json' },
  });

  expect(stored.statuses).toEqual([200]);
  expect(await found.json()).toHaveLength(1);
}

export const pathOf = ({ studyUid, seriesUid, sopInstanceUid }: InstanceKey): string =>
  `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}`;

/** The file as the archive has it, over HTTP. */
export async function fetchBack(target: Target, key: InstanceKey): Promise<Buffer | undefined> {
  const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
  const [part] = await readParts(await target.fetch(pathOf(key), { headers: { accept } }));
  return part?.body;
}

/** PS3.10 7.5: what is kept of a file has a preamble of zeros. */
export function asKept({ bytes }: MadeInstance): Buffer {
  return Buffer.concat([Buffer.alloc(128), bytes.subarray(128)]);
}

/** The quarantine names what it holds by the hash of what it keeps. */
export const entryIdOf = (instance: MadeInstance): string =>
  createHash('sha256').update(asKept(instance)).digest('hex');
