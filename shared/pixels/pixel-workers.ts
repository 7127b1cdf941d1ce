import { Worker } from 'node:worker_threads';
import { GatewayError } from '../errors.ts';
import { pixelsNotDecodable } from './pixel-failures.ts';
import type { PixelJobInput, PixelJobKind, PixelJobOutput } from './pixel-jobs.ts';
import type { PixelLimits } from './pixel-limits.ts';
import type { PixelReply, PixelRequest } from './pixel-messages.ts';

/** What pixel work may cost the machine that it runs on; from the settings. */
export interface PixelWorkerLimits extends PixelLimits {
  readonly maxWorkers: number;
  readonly maxWaitingJobs: number;
  readonly maxJobMilliseconds: number;
}

interface Waiting {
  readonly request: PixelRequest;
  readonly handedOver: readonly ArrayBuffer[];
  readonly settle: PromiseWithResolvers<object>;
}

/**
 * Threads that decode and encode: a picture that takes too long, too much memory or its codec along fails alone. They are
 * started when there is work and end when there has been none for a while, and their memory with them.
 */
export class PixelWorkers {
  readonly #limits: PixelWorkerLimits;
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  readonly #busy = new Set<Worker>();
  readonly #waiting: Waiting[] = [];

  constructor(limits: PixelWorkerLimits) {
    this.#limits = limits;
  }

  /**
   * Fails with `pixels-not-decodable` or `pixels-too-large` for this frame, or with `gateway-busy`. What of the input's memory
   * is handed over, whoever asks has no more; the rest is copied.
   */
  run<K extends PixelJobKind>(
    kind: K,
    input: PixelJobInput<K>,
    handedOver: readonly ArrayBuffer[] = [],
  ): Promise<PixelJobOutput<K>> {
    if (this.#waiting.length >= this.#limits.maxWaitingJobs) return Promise.reject(tooBusy());
    const settle = Promise.withResolvers<object>();
    this.#waiting.push({ request: { kind, input } as PixelRequest, handedOver, settle });
    this.#startNext();
    return settle.promise as Promise<PixelJobOutput<K>>;
  }

  /** What is being worked on fails. */
  async close(): Promise<void> {
    for (const { settle } of this.#waiting.splice(0)) settle.reject(tooBusy());
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#idle.keys(), ...this.#busy].map((worker) => worker.terminate()));
    this.#idle.clear();
  }

  #startNext(): void {
    const isRoom = this.#idle.size > 0 || this.#busy.size < this.#limits.maxWorkers;
    const next = isRoom ? this.#waiting.shift() : undefined;
    if (next !== undefined) this.#work(this.#takeWorker(), next);
  }

  #takeWorker(): Worker {
    const [kept] = this.#idle;
    if (kept === undefined) return this.#startWorker();
    const [worker, timer] = kept;
    clearTimeout(timer);
    this.#idle.delete(worker);
    return worker;
  }

  #startWorker(): Worker {
    const worker = startWorker(this.#limits);
    return worker.on('exit', () => this.#idle.delete(worker));
  }

  /** Whatever ends a worker (its time, its memory, a codec that aborts) ends its job, and the next job gets another. */
  #work(worker: Worker, { request, handedOver, settle }: Waiting): void {
    this.#busy.add(worker);
    const stopListening = listenOnce(worker, {
      message: (reply: PixelReply) => {
        settleWith(reply, settle);
        release(reply.kind !== 'failed');
      },
      error: (error) => {
        if (isOutOfMemory(error)) return fail('it takes more memory than it may');
        settle.reject(new Error('a pixel worker failed', { cause: error }));
        release(false);
      },
      exit: () => fail('its codec broke off'),
    });
    const timer = setTimeout(() => fail('it takes longer than it may'), this.#limits.maxJobMilliseconds);
    const release = (isReusable: boolean) => {
      clearTimeout(timer);
      stopListening();
      this.#busy.delete(worker);
      if (isReusable) this.#keepIdle(worker);
      else void worker.terminate();
      this.#startNext();
    };
    const fail = (reason: string) => {
      settle.reject(pixelsNotDecodable(reason));
      release(false);
    };
    worker.postMessage(request, [...handedOver]);
  }

  #keepIdle(worker: Worker): void {
    const end = () => {
      this.#idle.delete(worker);
      void worker.terminate();
    };
    this.#idle.set(worker, setTimeout(end, idleMilliseconds).unref());
  }
}

interface WorkerListeners {
  readonly message: (reply: PixelReply) => void;
  readonly error: (error: unknown) => void;
  readonly exit: () => void;
}

function listenOnce(worker: Worker, { message, error, exit }: WorkerListeners): () => void {
  worker.on('message', message).on('error', error).on('exit', exit);
  return () => worker.off('message', message).off('error', error).off('exit', exit);
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const idleMilliseconds = 30_000;

/** Of the heap alone: cells and codecs lie outside of it, and have limits of their own. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** Beside the sources it is the source; beside a bundle it is bundled too (cdk/constructs/verb-functions.ts). */
function startWorker({ maxFrameBytes, maxCodecBytes }: PixelLimits): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const program = new URL(isSource ? './pixel-worker.ts' : './pixel-worker.mjs', import.meta.url);
  const worker = new Worker(program, { workerData: { maxFrameBytes, maxCodecBytes }, resourceLimits });
  worker.unref();
  worker.on('error', () => undefined);
  return worker;
}

function settleWith(reply: PixelReply, { resolve, reject }: PromiseWithResolvers<object>): void {
  if (reply.kind === 'done') resolve(reply.output);
  else if (reply.kind === 'refused') reject(new GatewayError(reply.code, reply.message));
  else reject(new Error('a pixel worker failed', { cause: reply.error }));
}

const tooBusy = () =>
  new GatewayError('gateway-busy', 'Too many images are being decoded at once; try again in a moment.', {
    headers: { 'Retry-After': '1' },
  });
