import { readFile } from 'node:fs/promises';
import type { Answers } from '@tidings/policy/registrations';
import { misuse } from './refusal.ts';

/** The answers of a form from a file. */
export async function readAnswers(path: string): Promise<Answers> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw misuse(`${path} cannot be read: ${error.message}.`);
  });
  return parseAnswers(text, path);
}

/** One JSON object: answers by the id of their field. */
export function parseAnswers(text: string, path: string): Answers {
  try {
    const answers: unknown = JSON.parse(text);
    if (typeof answers === 'object' && answers !== null && !Array.isArray(answers)) return answers as Answers;
  } catch {
    // Told below.
  }
  throw misuse(
    `${path} must hold one JSON object: answers by the id of their field. See: tidings registration forms`,
  );
}
