import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTidings, type Tidings } from '@tidings/sdk';
import { isForKeys, permissions } from '../../server/src/accounts/index.ts';
import { givenEngineOptions } from './engine-options.ts';
import { killProcess, readyLine } from './processes.ts';

const root = join(import.meta.dirname, '../..');
/** What the log of every service of our stories names on its first start. */
export const setupToken = 'a set-up token for stories';

/** Noon in New York and nine in the morning in Los Angeles: nobody on the lists of our stories is asleep. */
export const daytime = '2026-11-24T17:00:00Z@1';

export type RunningOptions = {
  /** `all`, `serve` or `work`; `all` unless told. */
  mode?: 'all' | 'serve' | 'work';
  env?: Record<string, string>;
  /** A data folder that somebody else made and removes, as when a service is started again; otherwise one of its own. */
  dataDir?: string;
  /** As `npm start` runs it: built from its sources first, which takes some seconds. Otherwise the sources. */
  isBuilt?: boolean;
  /** Words before `node`, such as a shell that sets limits. */
  wrapper?: readonly string[];
};

export type Running = {
  readonly mode: string;
  readonly url: string;
  readonly process: ChildProcess;
  readonly dataDir: string;
  /** All that it has written on standard error. */
  readLog(): string;
  /** The ledger of the carrier it keeps; there is one once it has been set up. */
  ledger(): string;
  /** First-run set-up as the page does it; returns a client with a key that may do everything. */
  setUp(workspace?: Partial<Workspace>): Promise<Owner>;
  /** In order, as `docker stop` would. A data folder of its own is removed. */
  stop(): Promise<void>;
  /** As the plug would. The data folder stays until `stop`. */
  kill(): Promise<void>;
};

export type Workspace = { name: string; country: string; time_zone: string };
export type Owner = { key: string; tidings: Tidings };

/** A real service process, ready to be asked. */
export async function startTidings(options: RunningOptions = {}): Promise<Running> {
  const { mode = 'all', env = {}, wrapper = [] } = options;
  const main = options.isBuilt ? buildService() : 'server/src/main.ts';
  const dataDir = options.dataDir ?? makeDataDir();
  const logFile = join(dataDir, `${mode}.log`);
  const readLog = () => readFileSync(logFile, 'utf8');
  const [program = process.execPath, ...words] = [
    ...wrapper,
    process.execPath,
    ...givenEngineOptions(),
    main,
    mode,
  ];
  const log = openSync(logFile, 'a');
  const child = spawn(program, words, {
    cwd: root,
    stdio: ['ignore', 'pipe', log],
    // A group of its own: Ctrl-C on a test run is for us, and we end it.
    detached: true,
    env: { ...ownEnvironment(), ...settings, TIDINGS_DATA_DIR: dataDir, ...env },
  });
  closeSync(log);
  const end = () => {
    child.kill('SIGKILL');
    if (options.dataDir === undefined) tellPostmaster(dataDir);
  };
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const { url = '' } = await readyLine(child).catch(async (error: Error) => {
    const said = readLog().trimEnd().split('\n').slice(-5).join('\n');
    await endTidings(child, options.dataDir === undefined ? dataDir : null);
    throw new Error(`The service did not start. It said:\n${said}`, { cause: error });
  });
  return {
    mode,
    url,
    process: child,
    dataDir,
    readLog,
    ledger: () => ledgerIn(dataDir),
    setUp: (workspace = {}) => setUp(url, workspace),
    kill: () => killProcess(child, 'SIGKILL'),
    async stop() {
      const said = sayIfCrashed(child, readLog);
      await endTidings(child, options.dataDir === undefined ? dataDir : null);
      if (said) throw new Error(said);
    },
  };
}

function buildService(): string {
  const { status, stderr } = spawnSync(process.execPath, ['tools/build-server.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The service could not be built:\n${stderr}`);
  return 'server/dist/main.js';
}

const settings = {
  TIDINGS_PORT: '0',
  TIDINGS_READY_JSON: '1',
  TIDINGS_SETUP_TOKEN: setupToken,
  TIDINGS_CLOCK: daytime,
  TIDINGS_LOG_LEVEL: 'info',
  // Nobody answers by himself and every phone is on, unless a story says otherwise.
  TIDINGS_CARRIER_FLAGS: quietCarrier(),
};

/** Flags of a carrier whose only surprises are those that a story asks for. */
export function quietCarrier(...more: readonly string[]): string {
  const zero = ['unknown_handset', 'handset_off', 'carrier_filtered'].map((name) => `--fault ${name}=0`);
  const mute = ['yes', 'question', 'stop', 'help'].map((kind) => `--reply ${kind}=0`);
  return [...zero, ...mute, '--receipt-delay-ms 10-60', ...more].join(' ');
}

// What a developer has set for his own service is no business of the stories.
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TIDINGS_|DATABASE_URL$)/.test(name));
  return Object.fromEntries(kept);
}

/** A folder that PostgreSQL may enter: as root it runs as somebody else, and a closed one would send its data elsewhere. */
export function makeDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-story-'));
  chmodSync(folder, 0o711);
  return folder;
}

function ledgerIn(dataDir: string): string {
  const folder = join(dataDir, 'carrier');
  const name = readdirSync(folder).find((one) => one.endsWith('.ndjson'));
  if (!name) throw new Error(`There is no ledger in ${folder} yet.`);
  return join(folder, name);
}

// By itself in order, by our SIGTERM, or by Ctrl-C pressed twice.
const knownExits: readonly (number | null)[] = [null, 0, 130, 143];

/** A service that ended by itself is a finding, even where the story did not notice. */
function sayIfCrashed({ exitCode }: ChildProcess, readLog: () => string): string | null {
  if (knownExits.includes(exitCode)) return null;
  const said = readLog().trimEnd().split('\n').slice(-20).join('\n');
  return `A process of the service ended by itself with ${exitCode}. It said:\n${said}`;
}

async function endTidings(child: ChildProcess, dataDir: string | null): Promise<void> {
  await killProcess(child, 'SIGTERM');
  if (dataDir !== null) await removeDataDir(dataDir);
}

/** Ends whatever a killed service has left behind in its data folder, and removes the folder. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const pid = tellPostmaster(dataDir);
  while (pid !== null && isAlive(pid)) await new Promise((resume) => setTimeout(resume, 20));
  rmSync(dataDir, { recursive: true, force: true });
}

/** Tells the database server of a folder to end at once; returns its pid, or null when none was there. */
function tellPostmaster(dataDir: string): number | null {
  const pid = findPostmaster(dataDir);
  if (pid === null || !isAlive(pid)) return null;
  process.kill(pid, 'SIGQUIT');
  return pid;
}

/** The database server of a service's data folder, for stories in which it comes to harm. */
export function findPostmaster(dataDir: string): number | null {
  const file = join(dataDir, 'postgres/cluster/postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : null;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function setUp(url: string, about: Partial<Workspace>): Promise<Owner> {
  const owner = { name: 'Ola Owner', email: 'ola@example.com', password: 'a long password for stories' };
  const workspace = { name: 'Corner Bakery', country: 'US', time_zone: 'America/New_York', ...about };
  const answer = await post(url, '/v1/setup', { token: setupToken, owner, workspace });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const made = await post(
    url,
    '/v1/api-keys',
    { name: 'Story', scopes: permissions.filter(isForKeys) },
    { cookie, origin: url, 'x-tidings-csrf': '1' },
  );
  const { secret: key } = (await made.json()) as { secret: string };
  return { key, tidings: openTidings({ baseUrl: url, key }) };
}

async function post(
  url: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`);
  return answer;
}
