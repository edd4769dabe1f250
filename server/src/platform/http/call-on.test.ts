import { describe, expect, test, vi } from 'vitest';
import { callOn } from './call-on.ts';

const settled = () => new Promise((go) => setImmediate(go));

describe('a hook that waits now and then', () => {
  test('goes on when what it waited for has ended', async () => {
    const done = vi.fn();
    callOn(Promise.resolve(), done);
    await settled();
    expect(done.mock.calls).toEqual([[]]);
  });

  test('goes no further where the request was answered meanwhile', async () => {
    const done = vi.fn();
    callOn(Promise.resolve(false), done, (isFirst) => !isFirst);
    await settled();
    expect(done).not.toHaveBeenCalled();
  });

  test('stops the request by whatever went wrong, with a reason or without', async () => {
    const done = vi.fn();
    const refused = new Error('no');
    callOn(Promise.reject(refused), done);
    callOn(Promise.reject(undefined), done);
    await settled();
    expect(done.mock.calls[0]).toEqual([refused]);
    expect(done.mock.calls[1]?.[0]).toBeInstanceOf(Error);
  });

  test('hears of what goes wrong behind it', async () => {
    const said: unknown[] = [];
    callOn(Promise.resolve(), (error) => {
      said.push(error);
      if (!error) throw new Error('a header that cannot be written');
    });
    await settled();
    expect(said).toEqual([undefined, new Error('a header that cannot be written')]);
  });
});
