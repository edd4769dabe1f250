import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';

/** What needs a hand today, and the score with its parts. The exit code says whether anything is overdue. */
export async function showCompliance(desk: Desk): Promise<ExitCode> {
  const overview = await desk.tidings.call('get', '/v1/compliance/overview');
  const { score, parts, today } = overview;
  desk.voice.answer(overview, () => {
    const tasks = today.map(({ urgency, sentence, command }) => {
      const label = urgency === 'overdue' ? desk.voice.paint.yellow('OVERDUE') : urgency;
      return `${label}  ${oneLine(sentence)}  (${command})`;
    });
    const table = printTable(
      ['part', 'points', 'of', 'what was found'],
      parts.map(({ part, points, weight, sentence }) => [
        part,
        String(points),
        String(weight),
        oneLine(sentence),
      ]),
      desk.voice.paint,
    );
    return [
      ...(tasks.length === 0 ? ['Nothing needs a hand today.'] : tasks),
      '',
      table,
      `Score: ${score} of 100.`,
    ].join('\n');
  });
  return today.some(({ urgency }) => urgency === 'overdue') ? exitCodes.failure : exitCodes.ok;
}
