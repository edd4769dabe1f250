import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { run } from '../src/run.ts';
import { Interruption } from '../src/surroundings.ts';

export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  key: string | null;
};
type Answer = (asked: Asked) => unknown;

/** What the pretend server says: `'GET /v1/lists': () => page([…])`. A Response is sent as it is, an Error is a broken wire. */
export type Routes = Readonly<Record<string, Answer>>;

export type Given = {
  routes?: Routes;
  /** What comes in through the pipe; null: somebody sits at a terminal. */
  stdin?: string | null;
  /** What whoever sits at the terminal types, question by question. */
  typed?: readonly string[];
  env?: Record<string, string>;
  /** How the program of the service on this machine ends; null: it is not here. */
  service?: number | null;
  /** Ctrl-C is pressed when this request is made. */
  interruptAt?: string;
};

export type Ran = {
  code: number;
  out: string;
  err: string;
  /** The one line of JSON on stdout. */
  json: () => never;
  asked: Asked[];
  requests: string[];
  questions: string[];
  /** With which words the program of the service was run. */
  served: string[][];
};

/** Runs a command line against a pretend server, with nothing of this machine but a folder of its own. */
export async function runCli(argv: readonly string[], given: Given = {}): Promise<Ran> {
  const { routes = {}, stdin = '', typed = [], env = {} } = given;
  const isTTY = stdin === null;
  const said = { out: '', err: '' };
  const keep = (where: keyof typeof said) => (text: string) => {
    said[where] += text;
  };
  const asked: Asked[] = [];
  const questions: string[] = [];
  const served: string[][] = [];
  const answers = [...typed];
  const { promise: interrupted, reject: interrupt } = Promise.withResolvers<never>();
  const code = await run(argv, {
    env: {
      TIDINGS_URL: 'http://tidings.test',
      TIDINGS_KEY: 'tk_test_key',
      XDG_CONFIG_HOME: makeFolder(),
      ...env,
    },
    homeFolder: '/nonexistent',
    stdin: Object.assign(Readable.from(stdin === null ? [] : [Buffer.from(stdin)]), { isTTY }),
    stdout: { write: keep('out'), isTTY: false },
    stderr: { write: keep('err'), isTTY },
    fetch: async (input, init) => {
      const request = await read(String(input), init);
      asked.push(request);
      const name = `${request.method} ${request.path}`;
      if (name === given.interruptAt) {
        interrupt(new Interruption());
        return new Promise<Response>(() => {});
      }
      return respond(routes[name], request, name);
    },
    pause: async () => {},
    nowMs: () => 0,
    ask: async (question) => {
      questions.push(question);
      return answers.shift() ?? '';
    },
    runServer: async (words, how) => {
      served.push([how, ...words]);
      return given.service ?? null;
    },
    interrupted,
    firstPauseMs: 0,
  });
  const requests = asked.map(({ method, path }) => `${method} ${path}`);
  return { code, ...said, json: () => JSON.parse(said.out) as never, asked, requests, questions, served };
}

async function read(url: string, init: RequestInit = {}): Promise<Asked> {
  const { pathname, searchParams } = new URL(url);
  const { method = 'GET', body, headers } = init;
  const key = new Headers(headers).get('authorization');
  const isJson = typeof body === 'string';
  const text = isJson || !body ? body : await new Response(body).text();
  return { method, path: pathname, query: searchParams, body: isJson ? JSON.parse(body) : text, key };
}

function respond(answer: Answer | undefined, request: Asked, name: string): Response {
  if (!answer) throw new TypeError(`The test expected no ${name}.`);
  const said = answer(request);
  if (said instanceof Error) throw said;
  return said instanceof Response ? said : Response.json(said);
}

export const page = (data: readonly unknown[], next: string | null = null) => ({
  data,
  next_cursor: next,
  has_more: next !== null,
});

export const refusal = (status: number, code: string, detail: string, more: object = {}) =>
  Response.json({ code, detail, ...more }, { status });

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const hex = (digit: string) => digit.repeat(32);
export const ids = {
  import: `imp_${hex('1')}`,
  campaign: `cmp_${hex('2')}`,
  list: `lst_${hex('3')}`,
  otherList: `lst_${hex('4')}`,
  program: `prg_${hex('5')}`,
  otherProgram: `prg_${hex('6')}`,
  sender: `snd_${hex('7')}`,
} as const;
