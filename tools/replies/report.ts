import { normaliseReply, readReply } from '@tidings/sms';
import { type Example, readCorpus } from './corpus.ts';

type Answer = 'optout' | 'wrong_number' | 'unsure' | 'left alone';
type Reader = (text: string) => Answer;

// The words that a gateway of today acts on by itself when they are the whole message (Twilio, Telnyx, AWS together).
const exact = new Set('stop stopall unsubscribe end quit cancel revoke optout remove'.split(' '));

const readers: readonly (readonly [string, Reader])[] = [
  ['exact keywords', (text) => (exact.has(normaliseReply(text)) ? 'optout' : 'left alone')],
  ['contains STOP', (text) => (/stop/i.test(text) ? 'optout' : 'left alone')],
  ['this reader', ours],
];

function ours(text: string): Answer {
  const { action } = readReply(text);
  if (action === 'ask' || action === 'hold') return 'unsure';
  return action === 'optout' || action === 'wrong_number' ? action : 'left alone';
}

/** Prints how the reader and two plain ones do on sentences that training never saw; what the reader got wrong only if asked. */
export function report(beginning: string, showsMistakes: boolean): void {
  const examples = readCorpus(beginning).filter(({ label }) => label !== 'ask');
  const rows = readers.map(([name, reader]) => [
    name,
    ...figures(examples, reader),
    speedOf(reader, examples),
  ]);
  const head = ['', ...columns.map(([name]) => name), 'replies a second'];
  console.log(`${examples.length} sentences of sms/corpus/${beginning}*.tsv\n`);
  for (const row of [head, ...rows])
    console.log(row.map((cell, at) => (at === 0 ? cell.padEnd(16) : cell.padStart(26))).join(''));
  if (showsMistakes) printMistakes(examples);
  printCalibration(examples);
}

// Whoever has read them must not write sentences for training any more: the part is no measure after that.
function printMistakes(examples: readonly Example[]): void {
  console.log(`\nRead otherwise than labelled:`);
  for (const { label, text } of examples) {
    const { action, score } = readReply(text);
    if (action !== label) console.log(`  ${label} → ${action} ${score.toFixed(2)}  ${text}`);
  }
}

type Of = (label: Example['label']) => boolean;
const columns: readonly (readonly [string, Of, (answer: Answer) => boolean])[] = [
  ['opt-outs acted on', (label) => label === 'optout', isGone],
  ['opt-outs caught', (label) => label === 'optout', (answer) => answer !== 'left alone'],
  ['wrong numbers suppressed', (label) => label === 'wrong_number', isGone],
  ['… named as such', (label) => label === 'wrong_number', (answer) => answer === 'wrong_number'],
  ['ordinary opted out', (label) => label === 'none', isGone],
  ['ordinary held or asked', (label) => label === 'none', (answer) => answer === 'unsure'],
];

function isGone(answer: Answer): boolean {
  return answer === 'optout' || answer === 'wrong_number';
}

function figures(examples: readonly Example[], reader: Reader): string[] {
  return columns.map(([, isMeant, isCounted]) => {
    const meant = examples.filter(({ label }) => isMeant(label));
    const counted = meant.filter(({ text }) => isCounted(reader(text))).length;
    return meant.length === 0 ? '–' : `${((100 * counted) / meant.length).toFixed(1)} % of ${meant.length}`;
  });
}

const speedMeasuredForMs = 1_500;

/** By the processor's own time, so that a crowded machine does not count; warm, on one core. */
function speedOf(reader: Reader, examples: readonly Example[]): string {
  const began = process.cpuUsage();
  let [read, spentMs] = [0, 0];
  while (spentMs < speedMeasuredForMs) {
    for (const { text } of examples) reader(text);
    read += examples.length;
    const { user, system } = process.cpuUsage(began);
    spentMs = (user + system) / 1_000;
  }
  return Math.round((1_000 * read) / spentMs).toLocaleString('en');
}

/** Whether a score means what it says: within each band, how often the action was the label. */
function printCalibration(examples: readonly Example[]): void {
  console.log('\nscore          sentences   mean score   right');
  const read = examples
    .map(({ label, text }) => ({ label, ...readReply(text) }))
    .filter(({ action }) => action !== 'ask' && action !== 'hold');
  for (const [from, to] of [
    [0, 0.6],
    [0.6, 0.8],
    [0.8, 0.95],
    [0.95, 1.01],
  ] as const) {
    const band = read.filter(({ score }) => score >= from && score < to);
    if (band.length === 0) continue;
    const mean = band.reduce((sum, { score }) => sum + score, 0) / band.length;
    const right = band.filter(({ action, label }) => action === label).length / band.length;
    console.log(
      `${from.toFixed(2)} to ${Math.min(1, to).toFixed(2)}   ${String(band.length).padStart(9)}   ${mean.toFixed(3).padStart(10)}   ${right.toFixed(3)}`,
    );
  }
}
