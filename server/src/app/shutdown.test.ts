import { afterEach, expect, test, vi } from 'vitest';
import { silentLog } from '../platform/log.ts';
import { untilToldToStop } from './shutdown.ts';

afterEach(() => vi.restoreAllMocks());

const signal = (name: 'SIGTERM' | 'SIGINT') => process.emit(name, name);
const listeners = () => process.listenerCount('SIGTERM') + process.listenerCount('SIGINT');

test('a signal stops what was started, the latest first, and leaves no listener behind', async () => {
  const before = listeners();
  const stopped: string[] = [];
  const running = untilToldToStop(silentLog, 0, async (register) => {
    for (const part of ['database', 'worker', 'server']) register(async () => void stopped.push(part));
  });
  expect(stopped).toEqual([]);
  signal('SIGTERM');
  await running;
  expect(stopped).toEqual(['server', 'worker', 'database']);
  expect(listeners()).toBe(before);
});

test('a part that does not stop cleanly does not keep the others running', async () => {
  const stopped: string[] = [];
  const running = untilToldToStop(silentLog, 0, async (register) => {
    register(async () => void stopped.push('database'));
    register(async () => Promise.reject(new Error('stuck')));
  });
  signal('SIGINT');
  await running;
  expect(stopped).toEqual(['database']);
});

test('a start that fails stops what it had started and says why', async () => {
  const stopped: string[] = [];
  const running = untilToldToStop(silentLog, 0, async (register) => {
    register(async () => void stopped.push('database'));
    throw new Error('the port is taken');
  });
  await expect(running).rejects.toThrow('the port is taken');
  expect(stopped).toEqual(['database']);
});

test('a signal during the start stops what has started by the end of it', async () => {
  const stopped: string[] = [];
  const started = Promise.withResolvers<void>();
  const running = untilToldToStop(silentLog, 0, async (register) => {
    await started.promise;
    register(async () => void stopped.push('database'));
  });
  signal('SIGTERM');
  started.resolve();
  await running;
  expect(stopped).toEqual(['database']);
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('a second %s ends the process at once', async (name, code) => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const stuck = Promise.withResolvers<void>();
  const running = untilToldToStop(silentLog, 0, async (register) => register(() => stuck.promise));
  signal('SIGTERM');
  signal(name);
  expect(exit).toHaveBeenCalledWith(code);
  stuck.resolve();
  await running;
});
