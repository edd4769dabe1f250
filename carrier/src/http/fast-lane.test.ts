import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { phone, shop } from '../../test/fixtures.ts';
import { type Rehearsal, rehearse, testKey } from '../../test/rehearsal.ts';
import { judgeFile } from '../judge.ts';

interface RawAnswer {
  status: number;
  head: string;
  body: Record<string, unknown>;
}

/** Writes chunks to a fresh connection, each after a pause, and returns as many answers as are expected. */
async function exchange(rehearsal: Rehearsal, chunks: readonly string[], count = 1): Promise<RawAnswer[]> {
  const socket = connect(Number(new URL(rehearsal.running.url).port), '127.0.0.1');
  socket.setNoDelay();
  let seen = Buffer.alloc(0);
  let answers: RawAnswer[] = [];
  socket.on('data', (bytes) => {
    seen = Buffer.concat([seen, bytes]);
    answers = split(seen);
    if (answers.length >= count) socket.destroy();
  });
  for (const [i, chunk] of chunks.entries()) {
    // Only this makes two chunks of it on the other side, too.
    if (i > 0) await wait(20);
    socket.write(chunk);
  }
  await once(socket, 'close');
  return answers;
}

function split(seen: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let from = 0; from < seen.length; ) {
    const end = seen.indexOf('\r\n\r\n', from);
    const head = seen.toString('latin1', from, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    if (end < 0 || seen.length < end + 4 + length) break;
    from = end + 4 + length;
    answers.push({
      status: Number(head.split(' ')[1]),
      head,
      body: JSON.parse(seen.toString('utf8', end + 4, from)),
    });
  }
  return answers;
}

const text = { reference: 'ref-1', tag: 'june', from: shop, to: phone(1), body: 'Hello' };
const usual = [`authorization: Bearer ${testKey}`, 'content-type: application/json'];

function post(given: unknown, headers: readonly string[] = usual, path = '/v1/messages'): string {
  const body = typeof given === 'string' ? given : JSON.stringify(given);
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: x',
    ...headers,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

const list = `GET /v1/messages?reference=ref-1 HTTP/1.1\r\nhost: x\r\n${usual[0]}\r\n\r\n`;
// node:http says when it answered, which costs us nothing to leave out.
const isFast = ({ head }: RawAnswer) => !/\r\ndate:/i.test(head);

test('a plain submission is answered in the lane, as often as they come', async () => {
  await using rehearsal = await rehearse();
  const answers = await exchange(rehearsal, [post(text), post({ ...text, reference: 'ref-2' })], 2);
  expect(answers.map(isFast)).toEqual([true, true]);
  expect(answers[0]).toMatchObject({ status: 202, body: { parts: 1, status: 'accepted' } });
  expect(answers[0]?.head).toContain('\r\nx-rehearsal: true\r\n');
  expect(await judgeFile(rehearsal.ledger)).toMatchObject({ accepted: 2, duplicates_by_reference: 0 });
});

test('anything else is answered too, on the same connection, and texts after it as well', async () => {
  await using rehearsal = await rehearse();
  const answers = await exchange(rehearsal, [post(text), list, post({ ...text, reference: 'ref-2' })], 3);
  expect(answers.map(isFast)).toEqual([true, false, false]);
  expect(answers.map(({ status }) => status)).toEqual([202, 200, 202]);
  expect(answers[1]?.body.data).toMatchObject([{ id: answers[0]?.body.id }]);
});

test('requests that come at once are answered one after another, in their order', async () => {
  await using rehearsal = await rehearse({ latency_ms: { min: 1, max: 30 } });
  const many = Array.from({ length: 12 }, (_, i) =>
    post({ ...text, reference: `ref-${i}`, body: 'é'.repeat(i + 1) }),
  );
  const answers = await exchange(rehearsal, [many.slice(0, 5).join(''), many.slice(5).join('') + list], 13);
  expect(answers.map(({ status }) => status)).toEqual([...many.map(() => 202), 200]);
  expect(answers[12]?.body.data).toMatchObject([{ id: answers[1]?.body.id, body: 'éé' }]);
});

/** On a busy machine the system may hand both pieces over as one; then it is tried again. */
async function inPieces(rehearsal: Parameters<typeof exchange>[0], request: string) {
  for (let tries = 1; ; tries += 1) {
    const [answer] = await exchange(rehearsal, [request.slice(0, 30), request.slice(30)]);
    if (!answer || !isFast(answer) || tries === 20) return answer;
  }
}

describe('whether a request goes through the lane or not, its answer is the same', () => {
  test.each([
    ['a plain text', post(text), true],
    ['letters beyond ASCII', post({ ...text, body: 'Grüße 😊 \u2028' }), true],
    ['no tag', post({ ...text, tag: undefined }), true],
    ['an unknown field', post({ ...text, color: 'red' }), true],
    ['a validity', post({ ...text, valid_until: '2026-06-01T21:00:00Z' }), true],
    ['a number that is none', post({ ...text, to: '12345' }), true],
    ['a number with letters beyond ASCII', post({ ...text, to: '+é' }), true],
    ['a body that is too long', post({ ...text, body: 'a'.repeat(1_601) }), true],
    [
      'headers of a browser',
      post(text, [...usual, 'User-Agent: x/1 (y)', 'Accept: */*', 'Connection: keep-alive']),
      true,
    ],
    ['a validity elsewhere', post({ ...text, valid_until: '2026-06-01T21:00:00+02:00' }), false],
    ['a validity on no day', post({ ...text, valid_until: '2026-02-30T21:00:00Z' }), false],
    ['a reference of 64 emoji', post({ ...text, reference: '😊'.repeat(64) }), false],
    ['a reference that is too long', post({ ...text, reference: 'r'.repeat(65) }), false],
    ['a tag that is too long', post({ ...text, tag: 't'.repeat(65) }), false],
    ['a number as a number', post({ ...text, to: 12_025_550_123 }), false],
    ['a null', post({ ...text, tag: null }), false],
    ['no body', post({ ...text, body: undefined }), false],
    ['an empty body', post({ ...text, body: '' }), false],
    ['a list', post([text]), false],
    ['a word', post('"hello"'), false],
    ['broken JSON', post('{"reference":'), false],
    ['nothing', post(''), false],
    ['too much', post({ ...text, body: 'a'.repeat(70_000) }), false],
    ['another key', post(text, ['authorization: Bearer other', 'content-type: application/json']), false],
    ['no key', post(text, ['content-type: application/json']), false],
    ['two keys', post(text, [...usual, 'authorization: Bearer other']), false],
    ['another type', post(text, [`authorization: Bearer ${testKey}`, 'content-type: text/plain']), false],
    ['another path', post(text, usual, '/v1/message'), false],
    ['a path that goes on', post(text, usual, '/v1/messages/x'), false],
    ['a query', post(text, usual, '/v1/messages?x=1'), false],
  ])('%s', async (_, request, isTaken) => {
    await using rehearsal = await rehearse();
    const [whole] = await exchange(rehearsal, [request]);
    // What comes in two pieces never goes through the lane.
    const pieces = await inPieces(rehearsal, request);
    if (!whole || !pieces) throw new Error('There was no answer.');
    expect([isFast(whole), isFast(pieces)]).toEqual([isTaken, false]);
    const known = ({ status, body }: RawAnswer) => ({ status, body: { ...body, id: typeof body.id } });
    expect(known(whole)).toEqual(known(pieces));
    const type = /content-type: ([^\r]*)/i;
    expect(type.exec(whole.head)?.[1]).toEqual(type.exec(pieces.head)?.[1]);
    const verdict = await judgeFile(rehearsal.ledger);
    expect(verdict.accepted > 1).toBe(whole.status === 202);
  });

  test('a text that is asked to go slower', async () => {
    await using rehearsal = await rehearse({ faults: { throttle: 1 } });
    const [whole] = await exchange(rehearsal, [post(text)]);
    const [pieces] = await exchange(rehearsal, [post(text).slice(0, 30), post(text).slice(30)]);
    expect(whole?.body).toEqual(pieces?.body);
    expect([whole, pieces].map((answer) => answer?.head.includes('\r\nretry-after: 1\r\n'))).toEqual([
      true,
      true,
    ]);
  });
});

test.each(['transfer-encoding: chunked', 'expect: 100-continue', 'connection: close', 'upgrade: h2c'])(
  'a request with %s is left to those who know what it means',
  async (line) => {
    await using rehearsal = await rehearse();
    const socket = connect(Number(new URL(rehearsal.running.url).port), '127.0.0.1');
    const isChunked = line.includes('chunked');
    const body = JSON.stringify(text);
    const length = isChunked ? '' : `content-length: ${body.length}\r\n`;
    const sent = isChunked ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body;
    socket.write(
      `POST /v1/messages HTTP/1.1\r\nhost: x\r\n${usual.join('\r\n')}\r\n${line}\r\n${length}\r\n${sent}`,
    );
    let seen = '';
    for await (const chunk of socket.setEncoding('latin1')) {
      seen += chunk;
      if (seen.includes('"accepted"')) break;
    }
    expect(seen).toMatch(/^HTTP\/1.1 (202|100)[\s\S]*"status":"accepted"/);
    expect(seen).toMatch(/\r\ndate:/i);
  },
);

test('a client that leaves before its answer takes nothing with it', async () => {
  await using rehearsal = await rehearse({ latency_ms: { min: 50, max: 50 } });
  const socket = connect(Number(new URL(rehearsal.running.url).port), '127.0.0.1');
  socket.write(post(text));
  await rehearsal.receiver.until((events) => events.length > 0);
  socket.resetAndDestroy();
  await rehearsal.receiver.until((events) => events.length > 1);
  expect((await rehearsal.send({ reference: 'ref-2' })).status).toBe(202);
});
