import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

/**
 * A real browser without a system package: Chromium comes from npm, compressed, and is unpacked once into
 * `.cache/chromium-<version>/`. The package's own launcher is not used: it unpacks to /tmp and keeps whatever version
 * it finds there, and its flags switch off the same-origin rules that our stories should run under.
 */
export async function openBrowser(): Promise<Browser> {
  const own = process.env.PLAYWRIGHT_CHROMIUM;
  if (own) return chromium.launch({ executablePath: own, headless: true, args: flags });
  const folder = await unpackChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    // The binary is the headless shell; playwright's own flag for headless would ask for the other kind.
    headless: false,
    args: ['--headless=shell', ...flags],
    env: {
      ...inheritedEnv(),
      LD_LIBRARY_PATH: libraryPath(folder),
      FONTCONFIG_FILE: join(folder, 'fonts-here.conf'),
    },
  });
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--hide-scrollbars',
  // Text is drawn without sub-pixel placement, so that one picture looks the same on every machine.
  '--font-render-hinting=none',
];

const cacheFolder = fileURLToPath(new URL('../.cache/', import.meta.url));

function inheritedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

// The machine's own libraries come first; the package's copies are there for images without libnss3.
function libraryPath(folder: string): string {
  return [process.env.LD_LIBRARY_PATH, join(folder, 'lib')].filter(Boolean).join(':');
}

async function unpackChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The Chromium from npm runs on linux-x64 only: set PLAYWRIGHT_CHROMIUM to the path of a Chromium or Chrome.',
    );
  }
  const packed = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(await readFile(join(packed, 'package.json'), 'utf8')) as { version: string };
  const folder = join(cacheFolder, `chromium-${version}`);
  if (await exists(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  // Unpacked aside and then renamed: a killed run leaves nothing half done, and two at once cannot meet.
  const aside = await mkdtemp(join(cacheFolder, 'unpacking-'));
  try {
    await Promise.all([
      decompress(join(packed, 'bin/chromium.br'), join(aside, 'chromium')),
      extract(join(packed, 'bin/al2023.tar.br'), aside),
      extract(join(packed, 'bin/fonts.tar.br'), aside),
    ]);
    await writeFile(join(aside, 'fonts-here.conf'), fontSettings(folder));
    await chmod(join(aside, 'chromium'), 0o755);
    await chmod(aside, 0o755);
    await rename(aside, folder);
  } catch (error) {
    if (!(await exists(folder))) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return folder;
}

// The package's own settings name folders of another machine. Open Sans (packed) is what pages are drawn in wherever
// they ask for the system's font; what it lacks comes from the machine, if the machine has fonts at all.
function fontSettings(folder: string): string {
  const prefer = ['sans-serif', 'system-ui']
    .map(
      (family) =>
        `<alias binding="same"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
    )
    .join('');
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'font-cache')}</cachedir>
${prefer}</fontconfig>
`;
}

async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

// By way of a file: a tar that has seen the end of its archive may leave a pipe before all of it is written.
async function extract(from: string, into: string): Promise<void> {
  const unpacked = join(into, basename(from, '.br'));
  await decompress(from, unpacked);
  const tar = spawn('tar', ['-x', '-C', into, '-f', unpacked], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(tar, 'close')) as [number | null];
  if (code !== 0) throw new Error(`tar ended with ${code} while unpacking ${from}.`);
  await rm(unpacked);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
