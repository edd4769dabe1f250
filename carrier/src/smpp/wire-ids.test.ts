import { expect, test } from 'vitest';
import { idInAnswer, idInReceipt } from './wire-ids.ts';

test('ids are written as they are, in hexadecimal, or in decimal where the receipt tells them', () => {
  const id = 'rc_5f0c21aa1z';
  expect([idInAnswer(id, 'same'), idInReceipt(id, 'same')]).toEqual([id, id]);
  expect([idInAnswer(id, 'hex'), idInReceipt(id, 'hex')]).toEqual(['5F0C21AA00000047', '5F0C21AA00000047']);
  expect(idInAnswer(id, 'hex_then_decimal')).toBe('5F0C21AA00000047');
  expect(idInReceipt(id, 'hex_then_decimal')).toBe('6848886147351838791');
});
