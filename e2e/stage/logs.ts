import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that was written in a data folder for operators to read: the service's log, and the database's own. */
export function readLogs(dataDir: string): string {
  const names = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.log(\.old)?$/.test(name))
    .map((name) => readFileSync(join(dataDir, name), 'utf8'))
    .join('\n');
}
