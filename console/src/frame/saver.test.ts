import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newSaver, type SavingState } from './saver.ts';

const afterMs = 1_200;

/** A server of one thing that refuses a change of a version that is gone, and a line on which each answer waits to be let through. */
function stage(begin: { saved?: string; version?: number; isOvertaken?: boolean } = {}) {
  const start = { saved: 'first', version: 1, isOvertaken: false, ...begin };
  const server = { words: start.saved, version: 1, isReachable: true };
  const log: string[] = [];
  const waiting: (() => void)[] = [];
  const states: SavingState[] = [];
  const kept: (string | null)[] = [];
  const saver = newSaver<string>({
    afterMs,
    ...start,
    nameOf: (words) => words.trim(),
    isWhole: (words) => words !== '',
    send: async (words, version) => {
      log.push(`save ${words} over ${version}`);
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (!server.isReachable) throw new Error('unreachable');
      if (version !== server.version) throw new Error('overtaken');
      server.words = words;
      server.version += 1;
      return { version: server.version };
    },
    refused: (error) => (error as Error).message === 'overtaken',
    tell: (state) => states.push(state),
    keep: (words, version) => kept.push(words === null ? null : `${words} of ${version}`),
  });
  const answer = async () => {
    await vi.advanceTimersByTimeAsync(0);
    waiting.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { saver, server, log, states, kept, answer };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a flush while a pause is waited for', () => {
  it('saves once, and nothing comes after it', async () => {
    const { saver, log, answer } = stage();
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(800);
    const check = saver.flush('second').then(() => log.push('check'));
    await answer();
    await check;
    await vi.advanceTimersByTimeAsync(10 * afterMs);
    expect(log).toEqual(['save second over 1', 'check']);
  });

  it('waits for the save under way, and saves what it has not got over what that one became', async () => {
    const { saver, server, log, answer } = stage();
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(afterMs);
    saver.typed('third');
    const check = saver.flush('third').then(() => log.push('check'));
    await answer();
    await answer();
    await check;
    await vi.advanceTimersByTimeAsync(10 * afterMs);
    expect(log).toEqual(['save second over 1', 'save third over 2', 'check']);
    expect(server).toMatchObject({ words: 'third', version: 3 });
  });

  it('waits for the save under way, and saves nothing where that was all', async () => {
    const { saver, log, answer } = stage();
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(afterMs);
    const check = saver.flush('second').then(() => log.push('check'));
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual(['save second over 1']);
    await answer();
    await check;
    expect(log).toEqual(['save second over 1', 'check']);
  });

  it('rejects where it could not be saved, so that nothing is checked', async () => {
    const { saver, server, states, answer } = stage();
    server.isReachable = false;
    const check = expect(saver.flush('second')).rejects.toThrow('unreachable');
    await answer();
    await check;
    expect(states).toEqual(['saving', 'failed']);
  });
});

describe('what differs in nothing', () => {
  it('is not saved', async () => {
    const { saver, log, kept } = stage();
    saver.typed('first ');
    await vi.advanceTimersByTimeAsync(afterMs);
    await saver.flush('first');
    expect(log).toEqual([]);
    expect(kept.at(-1)).toBeNull();
  });

  it('is saved where the save under way is of something else', async () => {
    const { saver, server, answer } = stage();
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(afterMs);
    saver.typed('first');
    await vi.advanceTimersByTimeAsync(afterMs);
    await answer();
    await answer();
    expect(server.words).toBe('first');
  });
});

describe('what is typed while a save is under way', () => {
  it('is kept in the browser as a change of the version that the save became', async () => {
    const { saver, kept, answer } = stage();
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(afterMs);
    saver.typed('third');
    await answer();
    expect(kept).toEqual(['third of 2']);
    await vi.advanceTimersByTimeAsync(afterMs);
    await answer();
    expect(kept.at(-1)).toBeNull();
  });
});

describe('where somebody else was faster', () => {
  it('saves nothing until it is settled, then over theirs', async () => {
    const { saver, server, log, answer } = stage();
    server.version = 7;
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(afterMs);
    await answer();
    saver.typed('third');
    await vi.advanceTimersByTimeAsync(10 * afterMs);
    expect(log).toEqual(['save second over 1']);
    saver.settle('theirs', 7);
    await vi.advanceTimersByTimeAsync(afterMs);
    await answer();
    expect(server.words).toBe('third');
  });

  it('knows of it from the start where the browser kept an older draft', async () => {
    const { saver, log } = stage({ isOvertaken: true });
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(10 * afterMs);
    expect(log).toEqual([]);
  });
});

describe('where the line was lost', () => {
  it('saves once there is one again', async () => {
    const { saver, server, answer } = stage();
    server.isReachable = false;
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(afterMs);
    await answer();
    server.isReachable = true;
    saver.retry();
    await answer();
    expect(server.words).toBe('second');
    saver.retry();
    await vi.advanceTimersByTimeAsync(afterMs);
    expect(server.version).toBe(2);
  });
});

describe('when the page is left', () => {
  it('saves what waits for a pause, once', async () => {
    const { saver, server, log, kept, answer } = stage();
    saver.typed('second');
    const left = saver.leave();
    await answer();
    expect(await left).toBe(true);
    await vi.advanceTimersByTimeAsync(10 * afterMs);
    expect(log).toEqual(['save second over 1']);
    expect(server.words).toBe('second');
    expect(kept).toEqual([null]);
  });

  it('tries what could not be saved once more, and goes on keeping it where that fails, too', async () => {
    const { saver, server, log, kept, answer } = stage();
    server.isReachable = false;
    saver.typed('second');
    await vi.advanceTimersByTimeAsync(afterMs);
    await answer();
    const left = saver.leave();
    await answer();
    expect(await left).toBe(false);
    expect(log).toHaveLength(2);
    expect(kept).toEqual([]);
  });

  it.each([
    ['all is saved', {}, 'first'],
    ['it is not whole', {}, ''],
    ['somebody else was faster', { isOvertaken: true }, 'second'],
  ])('saves nothing where %s', async (_case, begin, words) => {
    const { saver, log } = stage(begin);
    saver.typed(words);
    expect(await saver.leave()).toBe(false);
    await vi.advanceTimersByTimeAsync(10 * afterMs);
    expect(log).toEqual([]);
  });
});
