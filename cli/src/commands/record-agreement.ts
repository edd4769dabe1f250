import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgramOrOnly } from '../find/find.ts';
import { findContact } from '../find/find-contact.ts';
import { readTime } from '../read-time.ts';
import { orBlocked } from './send-text.ts';

type Agreed = BodyOf<'/v1/contacts/{id}/consents', 'post'>;

export type AgreementOptions = {
  readonly program?: string;
  readonly method: string;
  readonly at: string;
  readonly attestation: string;
  readonly words?: string;
};

const outcomes = {
  granted: 'Their consent is on record.',
  unchanged: 'What is on record is worth as much already; nothing was changed.',
} as const;

/** Records that somebody who is on file agreed, with what shows it. Ends as blocked where they have opted out. */
export async function recordAgreement(
  desk: Desk,
  wanted: string,
  { program, method, at, attestation, words }: AgreementOptions,
): Promise<ExitCode> {
  const body: Agreed = {
    ...{ program_id: await findProgramOrOnly(desk, program), method: method as Agreed['method'] },
    ...{ occurred_at: readTime(at, '--at'), attestation },
    ...(words !== undefined && { words_shown: words }),
  };
  const id = await findContact(desk, wanted);
  return orBlocked(async () => {
    const recorded = await desk.tidings.call('post', '/v1/contacts/{id}/consents', { path: { id }, body });
    desk.voice.answer(recorded, () => outcomes[recorded.outcome]);
    return exitCodes.ok;
  });
}
