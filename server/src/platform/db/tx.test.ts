import { Writable } from 'node:stream';
import { setImmediate as breath } from 'node:timers/promises';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { inside } from './tx.ts';

/** A connection that writes down what leaves together, and answers at once. */
function connection() {
  const writes: string[][] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      writes.push([String(chunk)]);
      done();
    },
    writev(chunks, done) {
      writes.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  const query = async (text: string) => {
    stream.write(text);
    return { rows: [] };
  };
  const client = { connection: { stream }, query } as unknown as pg.PoolClient;
  return { client, writes, tx: inside(client, () => client.query('commit')) };
}

test('statements that are asked for in the same breath leave in one write, the commit with them', async () => {
  const { tx, writes } = connection();
  const asked = [tx.query('first'), tx.query('second')];
  tx.endsHere();
  await Promise.all(asked);
  await breath();
  expect(writes).toEqual([['first', 'second', 'commit']]);
});

test('a statement that waits for the answer to another leaves by itself', async () => {
  const { tx, writes } = connection();
  await tx.query('first');
  await breath();
  await tx.query('second');
  await breath();
  expect(writes).toEqual([['first'], ['second']]);
});
