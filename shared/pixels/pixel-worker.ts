import { parentPort, workerData } from 'node:worker_threads';
import { pixelJobs } from './pixel-jobs.ts';
import type { PixelLimits } from './pixel-limits.ts';
import { type PixelReply, type PixelRequest, replyOfFailure } from './pixel-messages.ts';

/** The whole of a pixel worker: one job in, one reply out, one at a time. */
const limits: PixelLimits = workerData;

parentPort?.on('message', async (request: PixelRequest) => {
  const reply = await replyTo(request).catch(replyOfFailure);
  send(reply, reply.kind === 'done' ? ownedMemory(reply.output) : []);
});

/** Memory that a native library made cannot be handed over. */
function send(reply: PixelReply, owned: ArrayBuffer[]): void {
  try {
    parentPort?.postMessage(reply, owned);
  } catch {
    parentPort?.postMessage(reply);
  }
}

async function replyTo({ kind, input }: PixelRequest): Promise<PixelReply> {
  const job = pixelJobs[kind] as (input: unknown, limits: PixelLimits) => Promise<object>;
  return { kind: 'done', output: await job(input, limits) };
}

/** Bytes that have their memory to themselves are handed over; others are copied. */
function ownedMemory(output: object): ArrayBuffer[] {
  const { bytes } = output as { readonly bytes?: Uint8Array };
  const isOwned = bytes instanceof Uint8Array && bytes.byteLength === bytes.buffer.byteLength && bytes.byteLength > 0;
  return isOwned && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}
