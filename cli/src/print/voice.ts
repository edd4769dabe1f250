import type { Surroundings } from '../surroundings.ts';
import { openPaint, type Paint, wantsColor } from './paint.ts';
import { plain } from './plain.ts';
import { openProgressLine, type ProgressLine } from './progress-line.ts';

export type VoiceFlags = {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
};

/** How a command speaks: what was asked for goes to stdout, everything else to stderr. */
export type Voice = {
  readonly isJson: boolean;
  /** For stdout. */
  readonly paint: Paint;
  readonly progress: ProgressLine;
  /** The answer, once: the value as one line of JSON after --json, else the words. */
  answer(value: unknown, words: () => string): void;
  /** Words that come before the answer and stand in nobody's JSON. */
  tell(words: string): void;
  note(sentence: string): void;
  warn(sentence: string): void;
  detail(sentence: string): void;
};

export function openVoice({ stdout, stderr, env }: Surroundings, flags: VoiceFlags): Voice {
  const isJson = flags.json === true;
  const isQuiet = flags.quiet === true;
  const isColored = flags.color !== false;
  const progress = openProgressLine(stderr, !isQuiet);
  const errors = openPaint(wantsColor(stderr, env, isColored));
  const print = (words: string) => {
    progress.clear();
    stdout.write(`${words}\n`);
  };
  const say = (sentence: string) => {
    progress.clear();
    stderr.write(`${sentence}\n`);
  };
  return {
    isJson,
    paint: openPaint(wantsColor(stdout, env, isColored)),
    progress,
    answer: (value, words) => print(isJson ? JSON.stringify(value) : words()),
    tell: (words) => void (isJson || print(words)),
    note: (sentence) => void (isQuiet || say(plain(sentence))),
    warn: (sentence) => void (isQuiet || say(errors.yellow(plain(sentence)))),
    detail: (sentence) => void (flags.verbose && say(errors.dim(plain(sentence)))),
  };
}
