import { styleText } from 'node:util';

/** What the demo says while it runs. All of it goes to standard error; standard output belongs to the JSON line. */
export type Terminal = {
  step(sentence: string): void;
  /** Redraws one line in place; on a pipe it prints one line each ten percent. */
  progress(line: ProgressLine): void;
  endProgress(): void;
  table(rows: readonly (readonly [string, number | string])[]): void;
  say(sentence: string): void;
};

export type ProgressLine = {
  label: string;
  done: number;
  total: number;
  perSecond: number;
  etaSeconds: number | null;
  note: string;
};

const barCells = 28;

export function openTerminal(stream: NodeJS.WriteStream, startedMs: number): Terminal {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    styleText(style, text, { stream, validateStream: true });
  let lastTenth = -1;
  return {
    step(sentence) {
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1).padStart(5);
      stream.write(`${paint('dim', `${seconds} s`)}  ${sentence}\n`);
    },
    progress(line) {
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K         ${paint('cyan', barOf(line))} ${describe(line)}`);
        return;
      }
      const tenth = line.total === 0 ? 10 : Math.floor((line.done / line.total) * 10);
      if (tenth === lastTenth) return;
      lastTenth = tenth;
      stream.write(`         ${describe(line)}\n`);
    },
    endProgress() {
      if (stream.isTTY) stream.write('\n');
      lastTenth = -1;
    },
    table(rows) {
      const width = Math.max(...rows.map(([label]) => label.length));
      const cells = rows.map(
        ([label, value]) =>
          [label.padEnd(width), typeof value === 'number' ? value.toLocaleString('en-US') : value] as const,
      );
      const valueWidth = Math.max(...cells.map(([, value]) => value.length));
      for (const [label, value] of cells) stream.write(`         ${label}  ${value.padStart(valueWidth)}\n`);
    },
    say: (sentence) => void stream.write(`${sentence}\n`),
  };
}

function barOf({ done, total }: ProgressLine): string {
  const filled = total === 0 ? barCells : Math.round((Math.min(done, total) / total) * barCells);
  return '█'.repeat(filled) + '░'.repeat(barCells - filled);
}

function describe({ label, done, total, perSecond, etaSeconds, note }: ProgressLine): string {
  const share = `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`;
  const rate = perSecond > 0 ? `, ${Math.round(perSecond).toLocaleString('en-US')}/s` : '';
  const eta = etaSeconds !== null && done < total ? `, ${Math.ceil(etaSeconds)} s to go` : '';
  return `${label}: ${share}${rate}${eta}${note === '' ? '' : ` · ${note}`}`;
}
