import { describe, expect, test } from 'vitest';
import { serverSettings, settingArguments } from './settings.ts';

const gibibyte = 1024 ** 3;

describe('the memory of the embedded database', () => {
  test.each([
    [1, '256MB'],
    [4, '512MB'],
    [64, '2048MB'],
  ])('on a machine with %i GB', (gigabytes, expected) => {
    expect(serverSettings(gigabytes * gibibyte).shared_buffers).toBe(expected);
  });
});

test('everything that was promised is on disk before it is promised', () => {
  expect(serverSettings(gibibyte)).toMatchObject({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  });
});

test('nothing listens on a network', () => {
  expect(settingArguments({ listen_addresses: '' })).toEqual(['-c', 'listen_addresses=']);
  expect(serverSettings(gibibyte).listen_addresses).toBe('');
});
