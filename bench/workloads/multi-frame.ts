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
  const frameCalls = (target: Target) =>
    Array.from({ length: Math.ceil(24 * share) }, (_, call) =>
      frameCall(stored.get(target), 1 + ((call * 97) % frames)),
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
        calls: frameCalls,
        check: holds(firstFrame),
      },
    ],
  };
}

function frameCall(instance: LargeMultiFrame | undefined, frameNumber: number): Call {
  const { studyUid, seriesUid, sopInstanceUid } = instance?.key ?? {};
  const path = `/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}/frames/${frameNumber}`;
  return { path, accept: anyPixels };
}
