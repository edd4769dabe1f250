import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer } from '../submission.ts';
import { problemOf } from './problem.ts';

/**
 * Says on the wire what became of a submission. False when nothing more can follow on this connection: it was cut off,
 * or it hangs until its client or the carrier ends it.
 */
export function writeAnswer(socket: Socket, answer: Answer): boolean {
  if (answer.kind === 'accepted') {
    const body = `{"id":"${answer.id}","parts":${answer.parts},"status":"accepted"}`;
    // Plain ASCII throughout, which saves the search for other characters.
    socket.write(`${beforeLengthOfAccepted}${body.length}${afterLength}${body}`, 'latin1');
    return true;
  }
  if (answer.kind === 'refused' || answer.kind === 'error') {
    const { status, body, headers } = problemOf(answer);
    const json = JSON.stringify(body);
    socket.write(`${headOf(status, Buffer.byteLength(json), headers)}${json}`);
    return true;
  }
  if (answer.kind === 'reset') socket.resetAndDestroy();
  return false;
}

function headOf(status: number, length: number, more: Readonly<Record<string, string>> = {}): string {
  const extra = Object.entries(more).map(([name, value]) => `\r\n${name}: ${value}`);
  return `${beforeLength(status)}${length}${extra.join('')}${afterLength}`;
}

/** The head of an answer up to the number that says how long its body is. */
function beforeLength(status: number): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nx-rehearsal: true\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: `;
}

const beforeLengthOfAccepted = beforeLength(202);
const afterLength = '\r\nconnection: keep-alive\r\nkeep-alive: timeout=3600\r\n\r\n';
