import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseAnswer } from './document-answer.ts';
import { type DocumentContents, type DocumentTask, unreadDocument } from './document-contents.ts';
import { answerDescriptor, sendTask } from './reader-task.ts';

/**
 * A document is a program for a large machine, and a stranger wrote it: it is read in a process of its own, with nothing but
 * its bytes, and for as long as it was given. A thread would not do: one that fills its heap takes the gateway along
 * (decision 0075). It never fails: what was known of the document when the reader ended is the answer.
 */
export async function readDocument(task: DocumentTask, maxMilliseconds: number): Promise<DocumentContents> {
  if (maxMilliseconds <= 0) return unreadDocument;
  try {
    const reader = startReader();
    const ended = new Promise((resolve) => reader.once('exit', resolve).once('error', resolve));
    const answer = await answerOf(reader, task, maxMilliseconds).finally(() => reader.kill('SIGKILL'));
    await ended;
    return parseAnswer(answer);
  } catch {
    return unreadDocument;
  }
}

const maxHeapMegabytes = 256;
/** Inflated streams lie outside of the heap; a small file can hold gigabytes. */
const maxResidentBytes = 640 * 1024 * 1024;
const millisecondsBetweenLooks = 25;
/** Of processor time, should nobody be there to end it. */
const maxProcessorSeconds = 10;

/** The shell sets what Node cannot: an end without us, and no memory of a document left on disk. */
function startReader(): ChildProcess {
  const command = [process.execPath, ...readerArguments()];
  const limits = `ulimit -c 0; ulimit -t ${maxProcessorSeconds}; exec "$0" "$@"`;
  const [file = '', ...rest] = existsSync('/bin/sh') ? ['/bin/sh', '-c', limits, ...command] : command;
  return spawn(file, rest, {
    env: { LD_LIBRARY_PATH: join(process.execPath, '../../lib') },
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
}

/** Of all files it may read its own program; it may write none, and start no process and no thread. */
function readerArguments(): string[] {
  const isSource = import.meta.url.endsWith('.ts');
  const program = pathBeside(isSource ? './document-reader.ts' : './document-reader.mjs');
  const readable = isSource ? [pathBeside('.'), pathBeside('../../../node_modules/unpdf')] : [program];
  return [
    `--max-old-space-size=${maxHeapMegabytes}`,
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    program,
  ];
}

/** Beside the sources it is the source; beside a bundle it is bundled too, for which cdk/ has a command (docs/guard.md). */
const pathBeside = (relative: string): string => realpathSync(fileURLToPath(new URL(relative, import.meta.url)));

/** All that the reader said until it ended, or until its time, its room to speak or its memory was used up. */
function answerOf(reader: ChildProcess, task: DocumentTask, maxMilliseconds: number): Promise<Buffer> {
  const input = reader.stdin as Writable;
  const output = reader.stdio[answerDescriptor] as Readable;
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  const stop = () => resolve(Buffer.concat(chunks));
  const timer = setTimeout(stop, maxMilliseconds);
  const watch = setInterval(() => residentBytes(reader) > maxResidentBytes && stop(), millisecondsBetweenLooks);
  let room = maxAnswerBytes(task);
  output.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    room -= chunk.length;
    if (room < 0) stop();
  });
  reader.once('error', stop).once('close', stop);
  input.on('error', () => undefined);
  sendTask(input, task);
  return promise.finally(() => {
    clearTimeout(timer);
    clearInterval(watch);
    input.destroy();
    output.destroy();
  });
}

/** Six bytes are the most that JSON makes of a character; the rest is for details. */
const maxAnswerBytes = ({ maxCharacters }: DocumentTask): number =>
  Math.min(64 * 1024 * 1024, 1024 * 1024 + 8 * maxCharacters);

/** Only Linux tells; elsewhere the limits of the heap and of time remain. */
function residentBytes({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
