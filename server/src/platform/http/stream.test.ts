import { expect, test } from 'vitest';
import { type Event, streamEvents } from './stream.ts';

function open(events: (Event | null)[], stepMs = 0) {
  const gone = new AbortController();
  let nowMs = 0;
  const stream = streamEvents({
    next: async () => {
      nowMs += stepMs;
      if (events.length === 0) gone.abort();
      return events.shift() ?? null;
    },
    everyMs: 0,
    aliveEveryMs: 15_000,
    monotonicMs: () => nowMs,
    signal: gone.signal,
  });
  return { gone, stream };
}

async function collect(stream: AsyncIterable<string>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of stream) pieces.push(piece);
  return pieces;
}

const report = (data: string): Event => ({ name: 'report', data });

test('writes each change as one event, and says when to come back', async () => {
  const { stream } = open([report('1'), null, report('2')]);
  expect(await collect(stream)).toEqual([
    'retry: 0\n\n',
    'event: report\ndata: 1\n\n',
    'event: report\ndata: 2\n\n',
  ]);
});

test('says that it is still there when there has been nothing to say for long', async () => {
  const { stream } = open([report('1'), null, null, null], 8_000);
  expect((await collect(stream)).filter((one) => one.startsWith(':'))).toHaveLength(1);
});

test('ends when the reader goes away', async () => {
  const { gone, stream } = open([report('1'), report('2'), report('3')]);
  const seen: string[] = [];
  for await (const piece of stream) {
    seen.push(piece);
    if (piece.includes('data: 1')) gone.abort();
  }
  expect(seen).toHaveLength(2);
});

test('ends with the failure when the next event cannot be found out', async () => {
  const gone = new AbortController();
  const stream = streamEvents({
    next: () => Promise.reject(new Error('away')),
    everyMs: 0,
    aliveEveryMs: 1,
    monotonicMs: () => 0,
    signal: gone.signal,
  });
  await expect(collect(stream)).rejects.toThrow('away');
});
