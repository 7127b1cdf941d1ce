import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { PdfContents, PdfTask } from './pdf-contents.ts';

export interface PdfLimits {
  readonly maxCharacters: number;
  readonly maxMilliseconds: number;
}

/**
 * A PDF is a program for a large machine, and a stranger wrote it: it runs in a thread of its own, without environment,
 * with its own heap, and for as long as it was given. Undefined where no text came out of that.
 */
export async function readPdf(bytes: Uint8Array, limits: PdfLimits): Promise<PdfContents | undefined> {
  if (limits.maxMilliseconds <= 0) return undefined;
  const own = Uint8Array.from(bytes);
  const task: PdfTask = { bytes: own, maxCharacters: limits.maxCharacters };
  const worker = new Worker(workerFile, { ...confinement, workerData: task, transferList: [own.buffer] });
  try {
    return await answerOf(worker, limits.maxMilliseconds);
  } finally {
    await worker.terminate();
  }
}

/** Beside the sources it is the source; beside a bundle it is bundled too, for which cdk/ has a command (docs/guard.md). */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './pdf-worker.ts' : './pdf-worker.mjs', import.meta.url);

/** What the thread prints stays with us unread: it may be words of the document. */
const confinement: WorkerOptions = {
  env: {},
  execArgv: [],
  stdin: false,
  stdout: true,
  stderr: true,
  resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 },
};

/** Inflated streams lie outside of the heap, where `resourceLimits` does not count; a small file can hold gigabytes. */
const maxExternalBytes = 256 * 1024 * 1024;
const millisecondsBetweenLooks = 25;

function answerOf(worker: Worker, maxMilliseconds: number): Promise<PdfContents | undefined> {
  const { promise, resolve } = Promise.withResolvers<PdfContents | undefined>();
  const giveUp = () => resolve(undefined);
  const timer = setTimeout(giveUp, maxMilliseconds);
  const watch = setInterval(() => ifTooLarge(worker, giveUp), millisecondsBetweenLooks);
  worker.once('message', resolve).once('error', giveUp).once('exit', giveUp);
  return promise.finally(() => {
    clearTimeout(timer);
    clearInterval(watch);
  });
}

/** A thread that is just starting or ending has no statistics, and needs no watching. */
function ifTooLarge(worker: Worker, giveUp: () => void): void {
  worker.getHeapStatistics().then(
    ({ external_memory: bytes }) => {
      if (bytes > maxExternalBytes) giveUp();
    },
    () => undefined,
  );
}
