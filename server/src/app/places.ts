import { join, resolve } from 'node:path';

/** Where things lie in a copy of Tidings. */
export const root = resolve(import.meta.dirname, '../../..');
export const migrationsFolder = join(root, 'server/migrations');
export const consoleFolder = join(root, 'console/dist');
export const carrierMain = join(root, 'carrier/src/main.ts');

/** What a running installation writes: database, uploads, key, the carrier's ledger. */
export function dataPlaces(dataDir: string | undefined) {
  const folder = resolve(dataDir ?? join(root, '.data'));
  return {
    folder,
    uploads: join(folder, 'uploads'),
    secretKey: join(folder, 'secret.key'),
    carrier: join(folder, 'carrier'),
  };
}

export type DataPlaces = ReturnType<typeof dataPlaces>;
