import { flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { runConfig, runDoctor, runMigrate, runUntilStopped, type Surroundings } from './app/commands.ts';
import { ConfigSchema } from './app/config.schema.ts';
import { readConfig } from './platform/config.ts';
import { Problem } from './platform/errors.ts';
import { openLog } from './platform/log.ts';

const usage = `Tidings, the service.

  all            answer requests, send texts and do chores, in one process (the default)
  serve          only answer requests
  work           only send texts and do chores; as many processes as wanted
  migrate        bring the database to the present version
  doctor         say what is wrong with this installation, one sentence each (--json)
  config print   show the settings in force, with secrets masked

Settings come from the environment: docs/reference/configuration.md.`;

// 2 says "this cannot be understood", as everywhere; 1 says "it was tried and failed".
const exitCodes = { failed: 1, misused: 2 } as const;

process.exitCode = await main(process.argv.slice(2)).catch(explain);

async function main(argv: readonly string[]): Promise<number> {
  // What was compiled just now is kept for our threads and the next start, however this process ends; see tools/run.
  flushCompileCache();
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } },
  });
  // Whoever read our output may be gone; that is no reason to leave a database behind.
  process.stdout.on('error', () => {});
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  if (values.help) {
    print(usage);
    return 0;
  }
  const { config, problems, warnings } = readConfig(ConfigSchema, process.env, 'TIDINGS_');
  if (config === null) {
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    return exitCodes.misused;
  }
  const log = openLog(config.TIDINGS_LOG_LEVEL);
  for (const warning of warnings) log.warn({}, warning);
  return run(positionals, values.json ?? false, { config, log, print });
}

async function run(words: readonly string[], asJson: boolean, around: Surroundings): Promise<number> {
  const [command = 'all'] = words;
  switch (command) {
    case 'all':
    case 'serve':
    case 'work':
      await runUntilStopped(command, around);
      return 0;
    case 'migrate':
      await runMigrate(around);
      return 0;
    case 'doctor':
      return (await runDoctor(asJson, around)) ? 0 : exitCodes.failed;
    case 'config':
      runConfig(around);
      return 0;
    default:
      process.stderr.write(`There is no command ${command}.\n\n${usage}\n`);
      return exitCodes.misused;
  }
}

/** Refusals have a sentence that says what to do; anything else is ours to mend and shows where it came from. */
function explain(error: unknown): number {
  const isUsage =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (isUsage) process.stderr.write(`${error.message}\n\n${usage}\n`);
  else if (error instanceof Problem) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return isUsage ? exitCodes.misused : exitCodes.failed;
}
