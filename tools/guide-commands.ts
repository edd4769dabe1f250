import { CommanderError } from 'commander';
import { defineProgram } from '../cli/src/define/define-program.ts';

/**
 * What pages tell people to type has to be what the command line takes: each command, its arguments and its options. A lone `…` stands
 * for what the page leaves out, so that what is missing there is not missed; what is named within a sentence counts as cut.
 */
export function commandsIn(page: string): string[] {
  const lines = page.replaceAll(/\\\n\s*/g, '').split('\n');
  let isInFence = false;
  const fenced: string[] = [];
  const inline: string[] = [];
  for (const line of lines) {
    if (/^\s*```/.test(line)) isInFence = !isInFence;
    else if (isInFence) fenced.push(...(/^\s*(?:\$ )?(tidings .*)$/.exec(line)?.slice(1) ?? []));
    else inline.push(...[...line.matchAll(/`(tidings [^`]*)`/g)].map(([, typed]) => `${typed} …`));
  }
  return [...fenced, ...inline].flatMap(partsOf).filter((typed) => typed.startsWith('tidings '));
}

// What stands between quotation marks, or neither begins a remark nor leads elsewhere.
const command = /^(?:"[^"]*"|'[^']*'|(?!\s#\s)[^"'>])*/;

/** Without the remark, and each command of a line by itself. */
const partsOf = (line: string): string[] =>
  line.split(/\s(?:&&|\|)\s/).map((part) => (command.exec(part)?.[0] ?? '').trim());

const program = withoutWork(defineProgram(runOfNobody(), '0'));

/** Why the command line would not take it; null where it would. */
export function refusalOf(typed: string): string | null {
  const words = wordsOf(typed).slice(1);
  const isCut = words.includes('…');
  try {
    program.parse(
      words.filter((word) => word !== '…' || !isCut),
      { from: 'user' },
    );
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const isOfWhatIsCut = isCut && /missing|excess|\.help$/i.test(error.code);
    return isOfWhatIsCut || error.exitCode === 0 ? null : error.message;
  }
}

function runOfNobody(): Parameters<typeof defineProgram>[0] {
  return { around: { stdout: {}, stderr: {} } as never, finish: () => {}, ifInterrupted: () => {} };
}

/** The command line as it is, but that it only reads what it is told. */
function withoutWork(whole: Command): Command {
  for (const command of allOf(whole)) {
    command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
    if (hasWork(command)) command.action(() => {});
  }
  return whole;
}

type Command = ReturnType<typeof defineProgram>;

// A group of commands does something itself, or shows its help; commander does not say which.
function hasWork(command: Command): boolean {
  return (command as unknown as { readonly _actionHandler: unknown })._actionHandler !== null;
}
function allOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap((one) => allOf(one as Command))];
}

/** As a shell parts them. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/(?:\$\([^)]*\)|[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'),
  );
