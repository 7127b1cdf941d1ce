import { parentPort, workerData } from 'node:worker_threads';
import { gatherPdfContents } from './gather-pdf-contents.ts';

/** The whole of a worker thread: one PDF in, its contents out. Whatever goes wrong ends the thread, and that is the answer. */
parentPort?.postMessage(await gatherPdfContents(workerData));
