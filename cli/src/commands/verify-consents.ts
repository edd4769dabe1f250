import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

/** Has the service compute its ledger of consents again. */
export async function verifyConsents(desk: Desk): Promise<ExitCode> {
  const verdict = await desk.tidings.call('get', '/v1/consent-ledger/verification');
  desk.voice.answer(verdict, () => {
    const events = verdict.events.toLocaleString('en-US');
    if (verdict.is_intact)
      return `The ledger of consents is intact: ${events} events, and ${verdict.anchors} times at which the audit names its end fit. Last hash: ${verdict.last_hash ?? 'none'}`;
    return `THE LEDGER OF CONSENTS IS NOT AS IT WAS WRITTEN: ${events} events stand, and ${verdict.broken_at ?? 'the next'} is missing or was changed.`;
  });
  return verdict.is_intact ? exitCodes.ok : exitCodes.failure;
}
