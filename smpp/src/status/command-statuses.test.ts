import { describe, expect, test } from 'vitest';
import { status, statusOf } from './classify-status.ts';
import { commandStatuses, type StatusClass } from './command-statuses.ts';

describe('the table of statuses', () => {
  test('names every code once, in order, with a sentence', () => {
    const codes = commandStatuses.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort((one, other) => one - other));
    expect(new Set(commandStatuses.map(({ name }) => name)).size).toBe(codes.length);
    for (const { name, sentence } of commandStatuses) {
      expect(name).toMatch(/^ESME_[A-Z_]+$/);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('has all that code answers with', () => {
    for (const code of Object.values(status)) expect(statusOf(code).name).toMatch(/^ESME_/);
  });
});

describe('a status', () => {
  test.each<[number, StatusClass]>([
    [0x00, 'accepted'],
    [0x58, 'throttled'],
    [0x14, 'throttled'],
    [0x08, 'retry'],
    [0x64, 'retry'],
    [0xfe, 'retry'],
    [0x0b, 'invalid_destination'],
    [0x51, 'invalid_destination'],
    [0x0a, 'sender'],
    [0x48, 'sender'],
    [0x01, 'refused'],
    [0x65, 'refused'],
    [0xc4, 'refused'],
    [0x104, 'refused'],
    [0x0e, 'auth'],
    [0x103, 'auth'],
    [0x04, 'bind_state'],
    [0x05, 'bind_state'],
    [0x400, 'vendor'],
    [0x4ff, 'vendor'],
    [0x500, 'unknown'],
    [0x0009, 'unknown'],
  ])('%i is %s', (code, expected) => {
    expect(statusOf(code).class).toBe(expected);
  });

  test('that says a submission failed is worth one more try, others are not limited', () => {
    expect(statusOf(0x45)).toMatchObject({ class: 'retry', isWorthOneRetry: true });
    expect(statusOf(0x08)).not.toHaveProperty('isWorthOneRetry');
  });

  test('of a carrier means what its own table says', () => {
    const own = new Map<number, StatusClass>([
      [0x401, 'sender'],
      [0x45, 'refused'],
    ]);
    expect(statusOf(0x401, own)).toMatchObject({ class: 'sender', name: '0x00000401' });
    expect(statusOf(0x45, own)).toMatchObject({ class: 'refused', name: 'ESME_RSUBMITFAIL' });
    expect(statusOf(0x402, own).class).toBe('vendor');
  });

  test('without a name is told in its number', () => {
    expect(statusOf(0x777).sentence).toBe('The carrier answered 0x00000777, which SMPP does not define.');
  });
});
