import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the console into a folder, by default its own `dist/`, and returns where it is. */
export async function buildConsole(
  folder = fileURLToPath(new URL('../dist', import.meta.url)),
): Promise<string> {
  await build({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    build: { outDir: folder },
  });
  return folder;
}
