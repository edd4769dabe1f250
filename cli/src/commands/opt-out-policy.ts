import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';

type Policy = Awaited<ReturnType<typeof readPolicy>>;
const readPolicy = (desk: Desk) => desk.tidings.call('get', '/v1/workspace/opt-out-policy', {});

export async function showOptOutPolicy(desk: Desk): Promise<ExitCode> {
  tell(desk, await readPolicy(desk));
  return exitCodes.ok;
}

export type PolicyOptions = { from?: string; clarify?: boolean; note?: string };

export async function setOptOutPolicy(
  desk: Desk,
  scope: 'brand_all' | 'program',
  { from, clarify = false, note }: PolicyOptions,
): Promise<ExitCode> {
  const body = {
    scope,
    clarify_text: clarify,
    ...(from === undefined ? {} : { effective_from: from }),
    ...(note === undefined ? {} : { note }),
  };
  tell(desk, await desk.tidings.call('put', '/v1/workspace/opt-out-policy', { body }));
  return exitCodes.ok;
}

function tell(desk: Desk, policy: Policy): void {
  desk.voice.answer(policy, () => {
    const reach =
      policy.scope === 'brand_all'
        ? 'A STOP ends everything of the brand.'
        : 'A STOP ends the programs that text from the number it was sent to.';
    const asks = policy.clarify_text ? ' The confirmation asks whether all was meant.' : '';
    const table = printTable(
      ['from', 'scope', 'asks', 'set by', 'note'],
      policy.history.map((one) => [
        ...[formatTime(one.effective_from), one.scope, one.clarify_text ? 'yes' : 'no'],
        ...[one.set_by, oneLine(one.note ?? '')],
      ]),
      desk.voice.paint,
    );
    return [`${reach}${asks}`, policy.warning, policy.history.length > 0 ? table : null]
      .filter((line) => line !== null)
      .join('\n');
  });
}
