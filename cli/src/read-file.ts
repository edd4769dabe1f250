import { readFileSync } from 'node:fs';
import { misuse, notFound } from './refusal.ts';

/** What a file says, with line ends as we write them. */
export function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
      .replace(/^\ufeff/, '')
      .replace(/\r\n/g, '\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw notFound('file.not_found', `There is no file ${path} here.`);
    throw misuse(`${path} cannot be read: ${(error as Error).message}.`);
  }
}
