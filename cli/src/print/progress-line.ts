import type { Output } from '../surroundings.ts';
import { oneLine, widthOf } from './plain.ts';

export type ProgressLine = {
  /** Shows where things stand; `stage` names what goes on and changes rarely. */
  show(stage: string, detail?: string): void;
  /** Takes the line away, so that something else can be printed. */
  clear(): void;
};

const eraseLine = '\r\u001b[2K';

/** One line that is written over at a terminal. Elsewhere (a log, cron) it says each stage once and no more. */
export function openProgressLine(output: Output, isShown: boolean): ProgressLine {
  let shown = '';
  let stageSaid = '';
  return {
    show(stage, detail = '') {
      if (!isShown) return;
      if (output.isTTY !== true) {
        if (stage !== stageSaid) output.write(`${oneLine(stage)}\n`);
        stageSaid = stage;
        return;
      }
      const line = cut(oneLine(detail === '' ? stage : `${stage} ${detail}`), widthOfTerminal(output) - 1);
      if (line !== shown) output.write(`${eraseLine}${line}`);
      shown = line;
    },
    clear() {
      if (shown !== '') output.write(eraseLine);
      shown = '';
    },
  };
}

// Some terminals say 0 for "not known".
const widthOfTerminal = ({ columns }: Output) => columns || 80;

// A line longer than the terminal would wrap, and could not be written over.
function cut(line: string, width: number): string {
  if (widthOf(line) <= width) return line;
  let kept = '';
  for (const sign of line) {
    if (widthOf(kept + sign) >= width) break;
    kept += sign;
  }
  return `${kept}…`;
}

const barWidth = 24;

export function bar(done: number, total: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const filled = Math.round(share * barWidth);
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${Math.floor(share * 100)} %`;
}
