import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

export type StopOptions = { marketing?: boolean; everywhere?: boolean; reason: string };
export type ResumeOptions = { everywhere?: boolean; reason: string };

type Sending = 'all' | 'no_marketing' | 'none';

/** Never asks: whoever wants texts to stop leaving wants it now. */
export const stopSending = (desk: Desk, options: StopOptions): Promise<ExitCode> =>
  turn(desk, options.marketing ? 'no_marketing' : 'none', options);

export const resumeSending = (desk: Desk, options: ResumeOptions): Promise<ExitCode> =>
  turn(desk, 'all', options);

async function turn(
  desk: Desk,
  sending: Sending,
  { everywhere = false, reason }: ResumeOptions,
): Promise<ExitCode> {
  const body = { sending, reason };
  const switches = everywhere
    ? await desk.tidings.call('put', '/v1/installation/sending', { body })
    : await desk.tidings.call('put', '/v1/workspace/sending', { body });
  const where = everywhere ? 'every workspace' : 'this workspace';
  const back = `Let them go on: tidings resume${everywhere ? ' --everywhere' : ''} --reason "…"`;
  desk.voice.answer(switches, () => {
    if (sending === 'none') return `Nothing leaves ${where} any more. ${back}`;
    if (sending === 'no_marketing')
      return `No marketing leaves ${where} any more; what people asked for goes on. ${back}`;
    // The other switch may still stand against it.
    if (switches.sending === 'all') return `Texts of ${where} leave again.`;
    const other = everywhere ? 'the switch of this workspace' : 'the switch of the whole installation';
    return `This switch is open again, but ${other} still stops ${switches.sending === 'none' ? 'everything' : 'marketing'}.`;
  });
  return exitCodes.ok;
}
