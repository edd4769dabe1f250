import { expect, test } from 'vitest';
import { profiles } from '../profiles.ts';
import { createReceiptBody } from './deliver-bodies.ts';

const at = Date.UTC(2026, 7, 1, 9, 30);

test('receipts that follow each other go each to its own sender, under its own id', () => {
  const bodyOf = createReceiptBody();
  const told = [
    { id: 'rc_5f0c21aa1', from: '+12025550100' },
    { id: 'rc_5f0c21aa2', from: '20255' },
    { id: 'rc_5f0c21aazz', from: 'ACME' },
    { id: 'rc_5f0c21aa3', from: '+12025550100' },
  ].map(({ id, from }) => {
    const facts = { id, from, to: '+12015550100', status: 'delivered', errorCode: null } as const;
    const body = bodyOf({ ...facts, submittedAt: at, doneAt: at, text: 0 }, 'Hello', profiles.plain);
    // The octets are those of the next receipt once there is one.
    const [receiptedId] = [...(body.tlvs ?? [])];
    return {
      to: [body.destAddrTon, body.destAddrNpi, body.destinationAddr],
      id: Buffer.from(receiptedId?.value ?? []).toString('latin1'),
      words: Buffer.from(body.shortMessage ?? [])
        .toString('latin1')
        .split(' ')[0],
    };
  });
  expect(told).toEqual([
    { to: [1, 1, '12025550100'], id: 'rc_5f0c21aa1\0', words: 'id:rc_5f0c21aa1' },
    { to: [3, 0, '20255'], id: 'rc_5f0c21aa2\0', words: 'id:rc_5f0c21aa2' },
    { to: [5, 0, 'ACME'], id: 'rc_5f0c21aazz\0', words: 'id:rc_5f0c21aazz' },
    { to: [1, 1, '12025550100'], id: 'rc_5f0c21aa3\0', words: 'id:rc_5f0c21aa3' },
  ]);
});
