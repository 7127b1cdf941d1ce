import { writeSync } from 'node:fs';
import { gatherDocumentContents } from './gather-document-contents.ts';
import { answerDescriptor, receiveTask } from './reader-task.ts';

/**
 * The whole of the process that reads documents: one in; out comes what is known of it, then what is better known. Whatever
 * goes wrong ends the process, and what it told until then stands. When its input ends, nobody waits for an answer.
 */
const task = receiveTask();
process.stdin.once('end', () => process.exit(1)).resume();
for await (const contents of gatherDocumentContents(task)) tell(`${JSON.stringify(contents)}\n`);
process.exit(0);

function tell(line: string): void {
  let rest = Buffer.from(line);
  while (rest.length > 0) rest = rest.subarray(writeSync(answerDescriptor, rest));
}
