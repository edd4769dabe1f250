import { openTidings, type Tidings } from '@tidings/sdk';
import type { Command } from 'commander';
import { readSettings, requireKey, type SettingFlags, type Settings } from './config.ts';
import type { ExitCode } from './exit-codes.ts';
import { openVoice, type Voice, type VoiceFlags } from './print/voice.ts';
import type { Surroundings } from './surroundings.ts';

export type GlobalFlags = SettingFlags & VoiceFlags;

/** What a command works with. */
export type Desk = {
  readonly around: Surroundings;
  readonly flags: GlobalFlags;
  readonly voice: Voice;
  /** Read when first asked for, because not every command needs to know where the service is. */
  readonly settings: Settings;
  readonly tidings: Tidings;
  /** What Ctrl-C would leave behind from here on, and how to go on. */
  ifInterrupted(sentence: string): void;
};

/** What a whole run shares with its commands. */
export type Run = {
  readonly around: Surroundings;
  finish(code: ExitCode): void;
  ifInterrupted(sentence: string): void;
};

// Checking and previewing a campaign for a million people takes the server longer than the SDK's usual half minute.
const timeoutMs = 180_000;
const tries = 3;

export function openDesk({ around, ifInterrupted }: Run, flags: GlobalFlags): Desk {
  const voice = openVoice(around, flags);
  let settings: Settings | undefined;
  let tidings: Tidings | undefined;
  const readOnce = () => {
    settings ??= readSettings(flags, around);
    return settings;
  };
  return {
    around,
    flags,
    voice,
    ifInterrupted,
    get settings() {
      return readOnce();
    },
    get tidings() {
      tidings ??= openTidings({
        baseUrl: readOnce().url,
        key: requireKey(readOnce()),
        fetch: tellingFetch(around, voice),
        timeoutMs,
        tries,
        ...(around.firstPauseMs === undefined ? {} : { firstPauseMs: around.firstPauseMs }),
      });
      return tidings;
    },
  };
}

/** With --verbose each request is told as it ends. Keys stand in headers, which are not told. */
function tellingFetch(around: Surroundings, voice: Voice): typeof fetch {
  return async (input, init) => {
    const begunMs = around.nowMs();
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    const told = `${init?.method ?? 'GET'} ${pathname}${search}`;
    try {
      const response = await around.fetch(input, init);
      voice.detail(`${told} → ${response.status} (${Math.round(around.nowMs() - begunMs)} ms)`);
      return response;
    } catch (error) {
      voice.detail(`${told} → ${(error as Error).message}`);
      throw error;
    }
  };
}

/** Turns a piece of work into what commander calls: with a desk, and with its exit code passed on. */
export function acting<Given extends unknown[]>(
  run: Run,
  work: (desk: Desk, ...given: Given) => Promise<ExitCode>,
) {
  return async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    // Of `import` and `import undo` both know --yes, and commander gives it to the upper one wherever it stands.
    const options = command.optsWithGlobals<GlobalFlags>();
    const desk = openDesk(run, options);
    try {
      run.finish(await work(desk, ...([...given.slice(0, -2), options] as Given)));
    } finally {
      desk.voice.progress.clear();
    }
  };
}
