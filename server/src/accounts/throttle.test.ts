import { describe, expect, test } from 'vitest';
import { systemIds } from '../platform/ids.ts';
import { openSecrets } from '../platform/secrets.ts';
import { markDevice, readDevice } from './session.ts';
import {
  accountRule,
  addressRule,
  networkOf,
  throttleAccount,
  throttleAddress,
  waitSeconds,
} from './throttle.ts';

describe('waiting after failed attempts', () => {
  test('begins after the free ones, doubles, and ends at a longest', () => {
    const waits = [5, 6, 7, 8, 15, 16, 1_000].map((failures) => waitSeconds(accountRule, failures));
    expect(waits).toEqual([0, 2, 4, 8, 900, 900, 900]);
  });

  test('is more patient with addresses, behind which many people sit', () => {
    expect(waitSeconds(addressRule, 30)).toBe(0);
    expect(waitSeconds(addressRule, 31)).toBe(2);
    expect(waitSeconds(addressRule, 1_000)).toBe(3_600);
  });
});

describe('what is counted', () => {
  test('is a hash of the account and never its address', () => {
    const { subject } = throttleAccount('ann@example.com', null);
    expect(subject).toMatch(/^account:[0-9a-f]{64}$/);
  });

  test('is the browser by itself once it has signed in before', () => {
    const secrets = openSecrets('a secret key for tests, long enough');
    const mark = markDevice(systemIds(), secrets, 'ann@example.com');
    const device = readDevice(secrets, 'ann@example.com', mark);
    expect(throttleAccount('ann@example.com', device).subject).not.toBe(
      throttleAccount('ann@example.com', null).subject,
    );
    expect(readDevice(secrets, 'bob@example.com', mark)).toBeNull();
    expect(readDevice(secrets, 'ann@example.com', `${mark}x`)).toBeNull();
    expect(readDevice(secrets, 'ann@example.com', 'made-up.signature')).toBeNull();
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of the address %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
    expect(throttleAddress(address).subject).toBe(`address:${network}`);
  });
});
