import { describe, expect, test } from 'vitest';
import { readDataCoding } from './data-coding.ts';
import { createJoiner, type JoinedText, type JoinerOptions } from './join-parts.ts';
import type { ReadMessage } from './read-message.ts';

function start(options: Partial<JoinerOptions<string>> = {}) {
  const clock = { ms: 0 };
  const givenUp: JoinedText<string>[] = [];
  const joiner = createJoiner<string>({
    now: () => clock.ms,
    giveUp: (text) => givenUp.push(text),
    ...options,
  });
  return { clock, givenUp, joiner };
}

function part(
  number: number,
  words: string | Buffer,
  more: { total?: number; reference?: number; coding?: number } = {},
) {
  const { total = 2, reference = 1, coding = 0 } = more;
  const message: ReadMessage = {
    text: String(words),
    coding: readDataCoding(coding),
    octets: Buffer.from(words as string),
    place: { placedBy: 'udh8', reference, total, number },
    elements: [],
  };
  return { source: '+15551230001', destination: '12345', message, held: `pdu ${number}` };
}

describe('a joiner', () => {
  test('gives the text when its last part has come, whatever the order', () => {
    const { joiner } = start();
    expect(joiner.take(part(3, 'c', { total: 3 }))).toEqual({ kind: 'waiting' });
    expect(joiner.take(part(1, 'a', { total: 3 }))).toEqual({ kind: 'waiting' });
    expect(joiner.take(part(2, 'b', { total: 3 }))).toEqual({
      kind: 'whole',
      joined: {
        source: '+15551230001',
        destination: '12345',
        text: 'abc',
        missing: [],
        held: ['pdu 1', 'pdu 2', 'pdu 3'],
        begunAt: 0,
      },
    });
    expect([joiner.openTexts, joiner.keptOctets]).toEqual([0, 0]);
  });

  test('hands a text that is whole straight back', () => {
    const { joiner } = start();
    const whole = part(1, 'hello');
    const taken = joiner.take({ ...whole, message: { ...whole.message, place: null } });
    expect(taken).toMatchObject({ kind: 'whole', joined: { text: 'hello', held: ['pdu 1'] } });
  });

  test('tells a part that comes again from a new one', () => {
    const { joiner } = start();
    joiner.take(part(1, 'a'));
    expect(joiner.take(part(1, 'a'))).toEqual({ kind: 'duplicate' });
    expect(joiner.take(part(2, 'b'))).toMatchObject({ kind: 'whole', joined: { text: 'ab' } });
  });

  test('begins the next text when a reference comes round with other words', () => {
    const { joiner, givenUp } = start();
    joiner.take(part(1, 'old'));
    joiner.take(part(1, 'new '));
    expect(givenUp).toMatchObject([{ text: 'old', missing: [2] }]);
    expect(joiner.take(part(2, 'text'))).toMatchObject({ kind: 'whole', joined: { text: 'new text' } });
  });

  test('never joins parts of two references, two totals, two people or two ways', () => {
    const { joiner } = start();
    const first = part(1, 'a');
    const { place } = first.message;
    if (!place) throw new Error('A part has a place.');
    joiner.take(first);
    const others = [
      part(2, 'b', { reference: 2 }),
      part(2, 'b', { total: 3 }),
      { ...part(2, 'b'), source: '+15551230002' },
      { ...part(2, 'b'), destination: '54321' },
      {
        ...part(2, 'b'),
        message: { ...part(2, 'b').message, place: { ...place, placedBy: 'sar' as const, number: 2 } },
      },
    ];
    expect(others.map((other) => joiner.take(other).kind)).toEqual(others.map(() => 'waiting'));
    expect(joiner.openTexts).toBe(6);
  });

  test('reads a pair of surrogates that a phone cut between two parts', () => {
    const { joiner } = start();
    joiner.take(part(1, Buffer.from('0061d83d', 'hex'), { coding: 8 }));
    expect(joiner.take(part(2, Buffer.from('de000062', 'hex'), { coding: 8 }))).toMatchObject({
      joined: { text: 'a😀b' },
    });
  });

  test('reads each part in its own coding where they differ', () => {
    const { joiner } = start();
    joiner.take(part(1, 'plain '));
    expect(joiner.take(part(2, Buffer.from('0436', 'hex'), { coding: 8 }))).toMatchObject({
      joined: { text: 'plain ж' },
    });
  });

  test('has no text for binary data', () => {
    const { joiner } = start();
    joiner.take(part(1, 'a', { coding: 4 }));
    expect(joiner.take(part(2, 'b', { coding: 4 }))).toMatchObject({ joined: { text: null } });
  });

  test('copies what it keeps, so that the chunk it came in may change', () => {
    const { joiner } = start();
    const chunk = Buffer.from('a');
    const first = part(1, 'a');
    joiner.take({ ...first, message: { ...first.message, octets: chunk } });
    chunk.fill('x');
    expect(joiner.take(part(2, 'b'))).toMatchObject({ joined: { text: 'ab' } });
  });
});

describe('a text that stays incomplete', () => {
  test('is given up when its time is over, with what has come', () => {
    const { joiner, givenUp, clock } = start({ timeoutMs: 1_000 });
    joiner.take(part(2, 'end', { total: 3 }));
    clock.ms = 999;
    joiner.expire();
    expect(givenUp).toEqual([]);
    clock.ms = 1_000;
    joiner.expire();
    expect(givenUp).toMatchObject([{ text: 'end', missing: [1, 3], held: ['pdu 2'], begunAt: 0 }]);
    expect([joiner.openTexts, joiner.keptOctets]).toEqual([0, 0]);
  });

  test('is given up by the next part that comes after its time', () => {
    const { joiner, givenUp, clock } = start({ timeoutMs: 1_000 });
    joiner.take(part(1, 'a'));
    clock.ms = 5_000;
    expect(joiner.take(part(2, 'b'))).toEqual({ kind: 'waiting' });
    expect(givenUp).toHaveLength(1);
  });

  test('makes room for newer ones when there are too many, the oldest first', () => {
    const { joiner, givenUp } = start({ mostTexts: 2 });
    for (const reference of [1, 2, 3]) joiner.take(part(1, `text ${reference}`, { reference }));
    expect(givenUp.map(({ text }) => text)).toEqual(['text 1']);
    expect(joiner.openTexts).toBe(2);
  });

  test('makes room when too many octets are kept', () => {
    const { joiner, givenUp } = start({ mostOctets: 2_000 });
    for (let reference = 0; reference < 50; reference++) joiner.take(part(1, 'x'.repeat(140), { reference }));
    expect(joiner.keptOctets).toBeLessThanOrEqual(2_000);
    expect(givenUp.length + joiner.openTexts).toBe(50);
  });

  test('costs what its total promises, too, so that empty parts of 255 cannot fill the memory', () => {
    const { joiner } = start();
    joiner.take(part(1, '', { total: 255 }));
    expect(joiner.keptOctets).toBeGreaterThan(255 * 8);
  });

  test('is handed over at the end of the process', () => {
    const { joiner, givenUp } = start();
    joiner.take(part(1, 'a'));
    joiner.giveUpAll();
    expect(givenUp).toHaveLength(1);
    expect(joiner.openTexts).toBe(0);
  });
});
