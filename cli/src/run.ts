import { CommanderError } from 'commander';
import { defineProgram } from './define/define-program.ts';
import type { Run } from './desk.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { plain } from './print/plain.ts';
import { type Explanation, explain } from './refusal.ts';
import { Interruption, type Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** Runs one command line and says what the shell shall learn. With --json there is one line on stdout, come what may. */
export async function run(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  let leftBehind = 'Nothing was changed.';
  const current: Run = {
    around,
    finish: (finished) => {
      code = finished;
    },
    ifInterrupted: (sentence) => {
      leftBehind = sentence;
    },
  };
  const program = defineProgram(current, version);
  try {
    await Promise.race([program.parseAsync(argv, { from: 'user' }), around.interrupted]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return misused(error, argv, around);
    const explanation =
      error instanceof Interruption ? interruption(leftBehind) : { ...explain(error), cause: error };
    return tell(explanation, argv, around);
  }
}

const interruption = (message: string): Explanation => ({
  code: 'command.interrupted',
  message,
  exit_code: exitCodes.interrupted,
  request_id: null,
  details: [],
});

/** Help that was asked for is an answer; help in place of a missing command is not. */
function misused(error: CommanderError, argv: readonly string[], around: Surroundings): ExitCode {
  if (error.exitCode === 0) return exitCodes.ok;
  if (error.code === 'commander.help') return exitCodes.usage;
  const message = `${error.message.replace(/^error: /, '').replace(/\n/g, ' ')}. See: tidings --help`;
  const explanation = {
    message: sentence(message),
    exit_code: exitCodes.usage,
    request_id: null,
    details: [],
  };
  return tell({ code: 'command.misused', ...explanation }, argv, around);
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function tell(
  explanation: Explanation & { cause?: unknown },
  argv: readonly string[],
  { stdout, stderr }: Surroundings,
): ExitCode {
  const { cause, ...error } = explanation;
  if (stderr.isTTY) stderr.write('\r\u001b[2K');
  stderr.write(`${plain(error.message)}\n`);
  for (const { pointer, detail } of error.details.length > 1 ? error.details : [])
    stderr.write(`  ${plain(pointer)}: ${plain(detail)}\n`);
  // Only what is the server's own fault has a cause in its log that the sentence does not tell.
  if (error.request_id !== null && error.code.startsWith('server.'))
    stderr.write(`  The server's log knows this request as ${plain(error.request_id)}.\n`);
  if (argv.includes('--verbose') && error.code === 'command.failed' && cause instanceof Error)
    stderr.write(`${cause.stack}\n`);
  if (argv.includes('--json')) stdout.write(`${JSON.stringify({ error })}\n`);
  return error.exit_code;
}
