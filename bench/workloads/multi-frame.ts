import { type LargeMultiFrame, makeLargeMultiFrame } from '../../test/makers/make-large-multi-frame.ts';
import type { Call } from '../load.ts';
import type { BenchOptions } from '../options.ts';
import type { Target } from '../target.ts';
import type { Section } from '../workload.ts';
import { anyPixels, holds } from './retrieve.ts';
import { storeStreams } from './store-calls.ts';

const rows = 512;
const columns = 512;
const frameBytes = rows * columns * 2;

/** One large instance: whether a server holds it whole, and what a frame of it costs. */
export function multiFrameSection({ multiFrameBytes, share }: BenchOptions): Section {
  const frames = Math.floor(multiFrameBytes / frameBytes);
  const stored = new Map<Target, LargeMultiFrame>();
  const storeCallsOf = (target: Target): readonly Call[] => {
    const instance = makeLargeMultiFrame({ rows, columns, frames });
    stored.set(target, instance);
    return [storeStreams([instance])];
  };
  const frameCalls = (count: number, framesInCall: number) => (target: Target) =>
    Array.from({ length: Math.ceil(count * share) }, (_, call) =>
      framesCall(stored.get(target), 1 + ((call * 97) % (frames - framesInCall)), framesInCall),
    );
  const firstFrame = makeLargeMultiFrame({ rows, columns, frames: 1 }).frame(1);
  const megabytes = Math.round(multiFrameBytes / 1e6);
  return {
    name: 'multi-frame',
    workloads: [
      {
        name: `store a ${megabytes} MB multi-frame`,
        unit: 'files/s',
        connections: [1],
        isWarmedUp: false,
        calls: storeCallsOf,
      },
      {
        name: `frame of a ${megabytes} MB multi-frame`,
        unit: 'requests/s',
        calls: frameCalls(24, 1),
        check: holds(firstFrame),
      },
      {
        name: `ten frames of a ${megabytes} MB multi-frame`,
        unit: 'requests/s',
        connections: [1],
        calls: frameCalls(6, 10),
        check: holds(firstFrame),
      },
    ],
  };
}

function framesCall(instance: LargeMultiFrame | undefined, firstFrame: number, count: number): Call {
  const { studyUid, seriesUid, sopInstanceUid } = instance?.key ?? {};
  const frameList = Array.from({ length: count }, (_, index) => firstFrame + index).join(',');
  const path = `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}/frames/${frameList}`;
  return { path, accept: anyPixels };
}
