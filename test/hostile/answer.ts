import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MadeInstance } from '../makers/make-ct.ts';

/** What came back of an attack, however many requests it was. */
export interface Answer {
  readonly statuses: readonly number[];
  /** Heads and bodies as they came, one character a byte. */
  readonly text: string;
  /** What the archive has to hold now, byte for byte, and did not before. */
  readonly kept?: readonly MadeInstance[];
  /** What the quarantine has to hold now, byte for byte, and did not before. */
  readonly held?: readonly MadeInstance[];
  /** What reviewers have noted there, by path: `/decisions/….json`. */
  readonly notes?: readonly string[];
}

export async function answerOf(response: Response): Promise<Answer> {
  const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
  return { statuses: [response.status], text: `${head}\n\n${body}` };
}

export function joined(answers: readonly Answer[]): Answer {
  return {
    statuses: answers.flatMap(({ statuses }) => statuses),
    text: answers.map(({ text }) => text).join('\n'),
    kept: answers.flatMap(({ kept = [] }) => kept),
    held: answers.flatMap(({ held = [] }) => held),
    notes: answers.flatMap(({ notes = [] }) => notes),
  };
}

/** The failure reasons (0008,1197) that a Store Instances Response gives. */
export const reasonsIn = ({ text }: Answer): number[] =>
  [...text.matchAll(/"00081197":\{"vr":"US","Value":\[(\d+)\]\}/g)].map(([, reason]) => Number(reason));

/** The warning reasons (0008,1196) of what was stored. */
export const warningsIn = ({ text }: Answer): number[] =>
  [...text.matchAll(/"00081196":\{"vr":"US","Value":\[(\d+)\]\}/g)].map(([, reason]) => Number(reason));

/** The strictest rule that the guard names of each instance (0000,0902). */
export const rulesIn = ({ text }: Answer): string[] =>
  [...text.matchAll(/"Guard: [a-z]+, ([a-z-]+)/g)].map(([, rule]) => `${rule}`);

/** The codes of our failure documents. */
export const codesIn = ({ text }: Answer): string[] =>
  [...text.matchAll(/"code":"([a-z-]+)"/g)].map(([, code]) => `${code}`);

export interface Exchange {
  readonly port: number;
  readonly sent: Iterable<string | Uint8Array>;
  /** Between the pieces that are sent. */
  readonly pauseMs?: number;
  /** The client hangs up after its last piece, and has read nothing until then. */
  readonly hangUp?: boolean;
}

/** Bytes on a socket, for what `fetch` is too polite to send; ends when the host closes the connection. */
export async function exchange({ port, sent, pauseMs = 0, hangUp = false }: Exchange): Promise<Answer> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const received: Buffer[] = [];
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  if (!hangUp) socket.on('data', (chunk: Buffer) => received.push(chunk));
  for (const piece of sent) {
    if (socket.destroyed) break;
    const isTaken = send(socket, piece);
    if (pauseMs > 0) await sleep(pauseMs);
    if (!isTaken && !hangUp) await taken(socket);
  }
  if (hangUp) socket.destroy();
  await closed;
  const text = Buffer.concat(received).toString('latin1');
  return { statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)), text };
}

/** False while the host has not read as much as was sent. */
function send(socket: Socket, piece: string | Uint8Array): boolean {
  return socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
}

async function taken(socket: Socket): Promise<void> {
  if (socket.destroyed || !socket.writableNeedDrain) return;
  await new Promise<void>((resolve) => {
    for (const event of ['drain', 'close']) socket.once(event, () => resolve());
  });
}
