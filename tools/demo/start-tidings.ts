import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
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
};

export type Scene = { seed: number; clock: string; business: string };

/** A process of ours that may have been started, and must in any case be ended before we go. */
export type Stage = {
  start(scene: Scene): Promise<RunningTidings>;
  /** Resolves when it has ended by itself; never before it was started. */
  readonly ended: Promise<void>;
  /** Ends it in order and removes its folder, whatever state it is in. Can be called again. */
  close(): Promise<void>;
};

/** A stage with a folder of its own in the temporary folder, for the database, the key, the upload and the ledger. */
export function openStage(): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-demo-'));
  // PostgreSQL does not run as root: its own account must be able to walk through, or it would live elsewhere.
  chmodSync(folder, 0o711);
  const ended = Promise.withResolvers<void>();
  let child: ChildProcess | undefined;
  return {
    ended: ended.promise,
    async start(scene) {
      const tokens = { setup: randomToken(), enter: randomToken() };
      child = spawn(process.execPath, ['server/src/main.ts', 'all'], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        // A group of its own: Ctrl-C reaches us, and we end the service in order.
        detached: true,
        env: { ...process.env, ...settingsOf(scene, folder, tokens) },
      });
      const running = child;
      running.once('exit', () => ended.resolve());
      const url = await readyUrl(running);
      const key = await setUp(url, tokens.setup, scene.business);
      return {
        url,
        tidings: openTidings({ baseUrl: url, key }),
        enterUrl: (path) => `${url}/enter#${new URLSearchParams({ token: tokens.enter, next: path })}`,
      };
    },
    async close() {
      if (child && child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const randomToken = () => randomBytes(24).toString('base64url');

function settingsOf(scene: Scene, folder: string, tokens: { setup: string; enter: string }) {
  return {
    TIDINGS_DATA_DIR: folder,
    TIDINGS_PORT: '0',
    TIDINGS_READY_JSON: 'true',
    TIDINGS_LOG_LEVEL: 'warn',
    TIDINGS_SETUP_TOKEN: tokens.setup,
    TIDINGS_ENTER_TOKEN: tokens.enter,
    TIDINGS_CLOCK: scene.clock,
    TIDINGS_CARRIER_FLAGS: `--seed ${scene.seed} --profile friendly`,
  };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The service has no output to read.');
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    once(lines, 'line', { signal: AbortSignal.timeout(startWithinMs) }).then(([first]) => String(first)),
    once(child, 'exit').then(() => null),
  ]);
  if (line === null) throw new Error('The service ended before it was ready; what it said is above.');
  return (JSON.parse(line) as { url: string }).url;
}

/** First-run set-up as a person does it on the page, then an API key for the rest of the demo. */
async function setUp(url: string, token: string, business: string): Promise<string> {
  const owner = { name: 'Robin Owner', email: 'robin@example.com', password: randomToken() };
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
    'sending.stop',
    'senders.read',
    'workspace.read',
    'workspace.admin',
    'rehearsal.use',
  ];
  const headers = { cookie, origin: url, 'x-tidings-csrf': '1' };
  const made = await post(url, '/v1/api-keys', { name: 'Demo', scopes }, headers);
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
