import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Label, labels } from '@tidings/sms/reply-model';

/** A sentence that a person labelled. `ask`: a careful reader would not decide without asking. */
export interface Example {
  readonly label: Label | 'ask';
  readonly author: string;
  readonly text: string;
}

const folder = join(import.meta.dirname, '../../sms/corpus');
const known: ReadonlySet<string> = new Set([...labels, 'ask']);

/** The sentences of every file whose name begins so, in a fixed order. A line that is no sentence stops everything. */
export function readCorpus(beginning: string): Example[] {
  return corpusFiles(beginning).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line, at) => parseLine(line, `${name}:${at + 1}`)),
  );
}

function corpusFiles(beginning: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(beginning) && name.endsWith('.tsv'))
    .sort();
}

function parseLine(line: string, place: string): Example {
  const [label = '', author = '', text = '', ...rest] = line.split('\t');
  if (!known.has(label) || author === '' || text.trim() === '' || rest.length > 0)
    throw new Error(
      `${place}: a line is label, author and sentence with tabs between; this one is "${line}"`,
    );
  return { label: label as Example['label'], author, text };
}

/** Everything that the model depends on besides the code: changes when any sentence of training changes. */
export function corpusHash(): string {
  const hash = createHash('sha256');
  for (const name of [...corpusFiles('train-'), ...corpusFiles('corrected')])
    hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
