import { writeSync } from 'node:fs';
import { gatherDocumentContents } from './gather-document-contents.ts';
import { answerDescriptor, receiveTask } from './reader-task.ts';

/**
 * The whole of the process that reads documents: one in; out comes what is known of it, then what is better known. Whatever
 * goes wrong ends the process, and what it told until then stands. When its input ends, nobody waits for an answer.
 */
try {
  const task = receiveTask();
  process.stdin.once('end', end).resume();
  for await (const contents of gatherDocumentContents(task)) tell(`${JSON.stringify(contents)}\n`);
} finally {
  end();
}

function tell(line: string): void {
  let rest = Buffer.from(line);
  while (rest.length > 0) rest = rest.subarray(writeSync(answerDescriptor, rest));
}

/** Nothing is left to put in order; an orderly exit waits for threads of V8, and on a busy machine may wait for ever. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}
