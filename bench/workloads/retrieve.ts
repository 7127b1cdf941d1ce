import type { MadeInstance } from '../../test/makers/make-ct.ts';
import { type Answer, type Call, runLoad } from '../load.ts';
import type { BenchOptions } from '../options.ts';
import type { Target } from '../target.ts';
import type { Section, Workload } from '../workload.ts';
import { ctSlices } from './ct-files.ts';
import { storeCalls } from './store-calls.ts';

const json = 'application/dicom+json';
const dicom = 'multipart/related; type="application/dicom"; transfer-syntax=*';
export const anyPixels = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';

/** What a viewer does with a CT series of 200 slices. */
export function retrieveSection({ share }: BenchOptions): Section {
  const slices = ctSlices(Math.ceil(200 * share));
  return {
    name: 'retrieve',
    setUp: async (targets) => {
      for (const target of targets) await storeSlices(target, slices);
    },
    workloads: [...seriesWorkloads(slices, share), ...sliceWorkloads(slices, share)],
  };
}

async function storeSlices(target: Target, slices: readonly MadeInstance[]): Promise<void> {
  const files = slices.map(({ bytes }) => bytes);
  await runLoad(target, storeCalls(files, 20), 1);
}

function seriesWorkloads(slices: readonly MadeInstance[], share: number): readonly Workload[] {
  const [first] = slices;
  const last = slices.at(-1);
  const series = `/studies/${first?.key.studyUid}/series/${first?.key.seriesUid}`;
  const check = ({ body }: Answer) => complaint(JSON.parse(body.toString()).length, slices.length, 'instances');
  const times = (calls: number, call: Call) => () => Array.from({ length: Math.ceil(calls * share) }, () => call);
  return [
    {
      name: `metadata of a series of ${slices.length}`,
      unit: 'requests/s',
      calls: times(60, { path: `${series}/metadata`, accept: json }),
      check,
    },
    {
      name: `series of ${slices.length} as multipart`,
      unit: 'requests/s',
      calls: times(8, { path: series, accept: dicom }),
      check: holds(last?.bytes ?? new Uint8Array()),
    },
    {
      name: `search instances of a series of ${slices.length}`,
      unit: 'requests/s',
      calls: times(40, { path: `${series}/instances`, accept: json }),
      check,
    },
  ];
}

function sliceWorkloads(slices: readonly MadeInstance[], share: number): readonly Workload[] {
  const calls = (accept: string, ending: string) => () =>
    Array.from({ length: Math.ceil(400 * share) }, (_, call): Call => {
      const { key } = slices[call % slices.length] as MadeInstance;
      const { studyUid, seriesUid, sopInstanceUid } = key;
      return { path: `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}${ending}`, accept };
    });
  const [first] = slices as [MadeInstance];
  return [
    { name: 'instance of a CT', unit: 'requests/s', calls: calls(dicom, ''), check: holds(first.bytes) },
    { name: 'frame of a CT', unit: 'requests/s', calls: calls(anyPixels, '/frames/1'), check: holds(first.pixelBytes) },
    {
      name: 'rendered JPEG of a CT',
      unit: 'requests/s',
      calls: calls('image/jpeg', '/rendered'),
      check: begins(Buffer.of(0xff, 0xd8, 0xff)),
    },
    {
      name: 'rendered PNG of a CT',
      unit: 'requests/s',
      calls: calls('image/png', '/rendered'),
      check: begins(Buffer.from('\x89PNG', 'latin1')),
    },
  ];
}

/** That the answer is the right one: servers differ in how they frame it. */
export const holds =
  (bytes: Uint8Array) =>
  ({ body }: Answer): string | undefined =>
    body.includes(Buffer.from(bytes.subarray(bytes.length / 2))) ? undefined : 'other bytes than were stored';

/** Servers encode a picture differently; that it is one can be seen at its first bytes. */
const begins =
  (head: Uint8Array) =>
  ({ body }: Answer): string | undefined =>
    body.subarray(0, head.length).equals(head) ? undefined : 'no picture of this kind';

function complaint(count: number, expected: number, what: string): string | undefined {
  return count === expected ? undefined : `${count} ${what}, expected ${expected}`;
}
