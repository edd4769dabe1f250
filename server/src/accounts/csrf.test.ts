import { describe, expect, test } from 'vitest';
import { type Request, refuseForgery } from './csrf.ts';

const own: Request = {
  method: 'POST',
  host: 'texts.example.com',
  origin: 'https://texts.example.com',
  csrf: '1',
};
const refuses = (change: Partial<Request>, publicOrigin: string | null = null) => {
  try {
    refuseForgery({ ...own, ...change }, publicOrigin);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a request with a cookie that changes something', () => {
  test('is let in from our own page', () => expect(refuses({})).toBeNull());

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['nobody knows where', { origin: undefined }],
    ['another port', { origin: 'https://texts.example.com:444' }],
    ['a host that only begins like ours', { origin: 'https://texts.example.com.evil.example' }],
    ['a scheme of its own', { origin: 'chrome-extension://texts.example.com' }],
  ])('is refused when it comes from %s', (_where, change) => {
    expect(refuses(change)).toBe('csrf.wrong_origin');
  });

  test('is refused without the header that other sites cannot send', () => {
    expect(refuses({ csrf: undefined })).toBe('csrf.header_missing');
  });

  test('may come from the address people were told, behind a proxy that changes the host', () => {
    expect(refuses({ host: 'tidings:8434' })).toBe('csrf.wrong_origin');
    expect(refuses({ host: 'tidings:8434' }, 'https://texts.example.com')).toBeNull();
  });
});

test('a request that only reads needs no proof of where it comes from', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    expect(refuses({ method, origin: 'https://evil.example', csrf: undefined })).toBeNull();
  }
});
