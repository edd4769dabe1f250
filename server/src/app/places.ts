import { join, resolve } from 'node:path';

/** Where things lie in a copy of Tidings. */
export const root = resolve(import.meta.dirname, '../../..');
export const migrationsFolder = join(root, 'server/migrations');
export const schemaFile = join(root, 'server/schema.sql');
export const consoleFolder = join(root, 'console/dist');
export const carrierMain = join(root, 'carrier/src/main.ts');

/** What a running installation writes: database, uploads, key, the carrier's ledger, what it remembers of the database. */
export function dataPlaces(dataDir: string | undefined) {
  const folder = resolve(dataDir ?? join(root, '.data'));
  return {
    folder,
    uploads: join(folder, 'uploads'),
    secretKey: join(folder, 'secret.key'),
    carrier: join(folder, 'carrier'),
    reports: join(folder, 'reports'),
    witness: join(folder, 'witness'),
  };
}

export type DataPlaces = ReturnType<typeof dataPlaces>;
