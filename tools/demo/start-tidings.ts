import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openTidings, type Tidings } from '@tidings/sdk';

const root = resolve(import.meta.dirname, '../..');
const startWithinMs = 60_000;

export type RunningTidings = {
  url: string;
  tidings: Tidings;
  /** Opens a page of the console without a password; works as long as the demo runs. */
  enterUrl(path: string): string;
  /** Resolves when the service has ended, whoever ended it. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

export type Scene = { seed: number; clock: string; business: string };

/** Starts the real service on a database of its own in a temporary folder, sets it up and opens a client. */
export async function startTidings(scene: Scene): Promise<RunningTidings> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-demo-'));
  const setupToken = randomBytes(24).toString('base64url');
  const enterToken = randomBytes(24).toString('base64url');
  const child = spawn(process.execPath, ['server/src/main.ts', 'all'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: Ctrl-C reaches us, and we end the service in order.
    detached: true,
    env: {
      ...process.env,
      TIDINGS_DATA_DIR: folder,
      TIDINGS_PORT: '0',
      TIDINGS_READY_JSON: 'true',
      TIDINGS_LOG_LEVEL: 'warn',
      TIDINGS_SETUP_TOKEN: setupToken,
      TIDINGS_ENTER_TOKEN: enterToken,
      TIDINGS_CLOCK: scene.clock,
      TIDINGS_CARRIER_FLAGS: `--seed ${scene.seed} --profile friendly`,
    },
  });
  const ended = once(child, 'exit').then(() => rmSync(folder, { recursive: true, force: true }));
  process.once('exit', () => child.kill('SIGTERM'));
  const url = await readyUrl(child);
  const key = await setUp(url, setupToken, scene.business);
  return {
    url,
    tidings: openTidings({ baseUrl: url, key }),
    enterUrl: (path) => `${url}/enter#${new URLSearchParams({ token: enterToken, next: path })}`,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The service has no output to read.');
  const lines = createInterface({ input: child.stdout });
  const impatience = AbortSignal.timeout(startWithinMs);
  const line = await Promise.race([
    once(lines, 'line', { signal: impatience }).then(([first]) => String(first)),
    once(child, 'exit').then(() => null),
  ]);
  if (line === null) throw new Error('The service ended before it was ready; what it said is above.');
  return (JSON.parse(line) as { url: string }).url;
}

/** First-run set-up as a person does it on the page, then an API key for the rest of the demo. */
async function setUp(url: string, token: string, business: string): Promise<string> {
  const owner = {
    name: 'Robin Owner',
    email: 'robin@example.com',
    password: randomBytes(24).toString('base64url'),
  };
  const workspace = { name: business, country: 'US', time_zone: 'America/New_York' };
  const setup = await post(url, '/v1/setup', { token, owner, workspace });
  const cookie = setup.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const scopes = [
    'contacts.read',
    'contacts.write',
    'contacts.import',
    'programs.write',
    'campaigns.read',
    'campaigns.write',
    'campaigns.launch',
    'senders.read',
    'workspace.read',
    'rehearsal.use',
  ];
  const made = await post(
    url,
    '/v1/api-keys',
    { name: 'Demo', scopes },
    { cookie, origin: url, 'x-tidings-csrf': '1' },
  );
  return ((await made.json()) as { secret: string }).secret;
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
  if (!answer.ok) throw new Error(`Setting up failed at ${path}: ${await answer.text()}`);
  return answer;
}
