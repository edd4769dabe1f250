import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StoredModel } from '@tidings/sms/reply-model';
import { readCorpus } from './corpus.ts';
import { trainModel } from './train.ts';

// npm run -s replies -- read FILE | train | report [PART [mistakes]]. The reader is loaded only where it is used: while it is trained there
// may be no model yet.
const [command, file, mistakes] = process.argv.slice(2);
const modelFile = join(import.meta.dirname, '../../sms/src/reply/model.json');

if (command === 'read' && file !== undefined) await read(file);
else if (command === 'train') train();
else if (command === 'report')
  (await import('./report.ts')).report(file ?? 'held-out', mistakes === 'mistakes');
else {
  console.error('replies: say read FILE (or - for what is piped in), train, or report');
  process.exitCode = 2;
}

/** One line of JSON for each line of the file, in its order; an empty line is a reply without words. */
async function read(path: string): Promise<void> {
  const { readReply } = await import('@tidings/sms');
  const source = path === '-' ? 0 : resolve(process.env.INIT_CWD ?? '.', path);
  const lines = readFileSync(source, 'utf8')
    .replace(/^\uFEFF/, '')
    .split('\n');
  if (lines.at(-1) === '') lines.pop();
  const readings = lines.map((line) => {
    const text = line.replace(/\r$/, '');
    const { action, score, why, marks } = readReply(text);
    return `${JSON.stringify({ text, action, score, why, marks })}\n`;
  });
  process.stdout.write(readings.join(''));
}

function train(): void {
  const examples = [...readCorpus('train-'), ...readCorpus('corrected')];
  const stored = trainModel(examples);
  writeFileSync(modelFile, written(stored));
  console.log(`${examples.length} sentences → ${modelFile}`);
}

/** As the formatter of this repository writes JSON, so that training alone gives the very bytes of the file. */
function written(stored: StoredModel): string {
  const lines = Object.entries(stored).map(([key, value]) => {
    const text = Array.isArray(value) ? `[${value.join(', ')}]` : JSON.stringify(value);
    return `  "${key}": ${text}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}
