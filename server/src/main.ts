import { flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { faultOfZoneData } from '@tidings/policy/hours';
import type { Surroundings } from './app/commands.ts';
import { ConfigSchema } from './app/config.schema.ts';
import { printConfig, readConfig } from './platform/config.ts';
import { Problem } from './platform/errors.ts';
import { openLog } from './platform/log.ts';

const usage = `Tidings, the service.

  all            answer requests, send texts and do chores, in one process (the default)
  serve          only answer requests
  work           only send texts and do chores; as many processes as wanted
  migrate        bring the database to the present version
  doctor         say what is wrong with this installation, one sentence each (--json)
  config print   show the settings in force, with secrets masked
  backup FILE    write the whole installation into a file, while it runs or not (--json)
  restore FILE   put a backup in the place of the database; the service must not run, and starts on hold
                   --dry-run      only read the file and say what is in it
                   --replace      even where there is an installation; it is kept beside the new one
                   --yes          do not ask
                   --without-key  even though the secret key of the backup is lost
                   --drop-kept    remove what earlier restores have kept (without FILE)
  hold           put the installation on hold: nothing leaves until \`tidings hold release\`
  let-in EMAIL   forget a lost second factor, and print a link that sets a new password
  reseal         seal with TIDINGS_SECRET_KEY what the keys in TIDINGS_OLD_SECRET_KEYS have sealed (--json)

Settings come from the environment: docs/reference/configuration.md.`;

// 2 says "this cannot be understood", as everywhere; 1 says "it was tried and failed".
const exitCodes = { failed: 1, misused: 2 } as const;

process.exitCode = await main(process.argv.slice(2)).catch(explain);

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      replace: { type: 'boolean' },
      yes: { type: 'boolean' },
      'without-key': { type: 'boolean' },
      'drop-kept': { type: 'boolean' },
    },
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
  // A process that serves or works opens instruments of its own, which know whose line each is.
  const log = openLog(config.TIDINGS_LOG_LEVEL);
  for (const warning of warnings) log.warn({}, warning);
  const zoneFault = faultOfZoneData();
  if (zoneFault !== undefined) log.warn({}, zoneFault);
  return run(positionals, values, { config, log, print });
}

// Each command loads what it needs and no more: all of it takes seconds, which a wrong word should not cost. What was
// compiled is kept for our threads and the next start, however this process ends; see tools/run.
async function loaded<Module>(loading: Promise<Module>): Promise<Module> {
  const module = await loading;
  flushCompileCache();
  return module;
}
function commands() {
  return loaded(import('./app/commands.ts'));
}
function backupCommands() {
  return loaded(import('./app/backup/backup-commands.ts'));
}
function sealingCommands() {
  return loaded(import('./app/sealing/reseal-command.ts'));
}

type Flags = Readonly<Record<string, boolean | undefined>>;

async function run(words: readonly string[], flags: Flags, around: Surroundings): Promise<number> {
  const [command = 'all', file] = words;
  const asJson = flags.json ?? false;
  switch (command) {
    case 'all':
    case 'serve':
    case 'work':
      await (await commands()).runUntilStopped(command, around);
      return 0;
    case 'migrate':
      await (await commands()).runMigrate(around);
      return 0;
    case 'doctor':
      return (await (await commands()).runDoctor(asJson, around)) ? 0 : exitCodes.failed;
    case 'backup':
    case 'restore':
      return runOnFile(command, file, flags, around);
    case 'hold':
      await (await backupCommands()).runHold(around);
      return 0;
    case 'let-in':
      return letIn(file, around);
    case 'reseal':
      return (await (await sealingCommands()).runReseal(asJson, around)) ? 0 : exitCodes.failed;
    case 'config':
      around.print(JSON.stringify(printConfig(ConfigSchema, around.config), null, 2));
      return 0;
    default:
      process.stderr.write(`There is no command ${command}.\n\n${usage}\n`);
      return exitCodes.misused;
  }
}

async function letIn(email: string | undefined, around: Surroundings): Promise<number> {
  if (email === undefined) {
    process.stderr.write(`let-in needs the e-mail address of an account.\n\n${usage}\n`);
    return exitCodes.misused;
  }
  await (await loaded(import('./app/let-in-command.ts'))).runLetIn(email, around);
  return 0;
}

async function runOnFile(
  command: 'backup' | 'restore',
  file: string | undefined,
  flags: Flags,
  around: Surroundings,
): Promise<number> {
  if (command === 'restore' && flags['drop-kept']) {
    await (await backupCommands()).runDropKept(around);
    return 0;
  }
  if (file === undefined) {
    process.stderr.write(`${command} needs the name of a file.\n\n${usage}\n`);
    return exitCodes.misused;
  }
  // npm goes to the folder of package.json; a name means what it means where it was typed.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const { runBackup, runRestore } = await backupCommands();
  if (command === 'backup') await runBackup(path, flags.json ?? false, around);
  else
    await runRestore(
      path,
      {
        dryRun: flags['dry-run'] ?? false,
        replace: flags.replace ?? false,
        yes: flags.yes ?? false,
        withoutKey: flags['without-key'] ?? false,
        ask: process.stdin.isTTY && process.stderr.isTTY ? ask : null,
      },
      around,
    );
  return 0;
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
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
