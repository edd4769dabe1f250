import { type Outcome, status, statusOf } from '@tidings/smpp';
import type { SubmitOutcome } from '../gateway.ts';
import { knownId } from './ids.ts';
import type { SmppSettings } from './settings.ts';

// SMPP says "slower" without saying how much slower.
const throttledForMs = 1_000;
const retryAfterMs = 2_000;

type Reading = Pick<SmppSettings, 'ids' | 'systemErrorMeans' | 'optOutStatuses'>;

/** What an answer to submit_sm means for the text. A request that was written and not answered is unknown, always. */
export function outcomeOfSubmit(outcome: Outcome<'submit_sm'>, reading: Reading): SubmitOutcome {
  switch (outcome.kind) {
    case 'answered':
      return outcome.pdu.command === 'submit_sm_resp' && outcome.pdu.status === status.ok
        ? accepted(outcome.pdu.messageId ?? '', reading)
        : refusedBy(outcome.pdu.status, reading);
    case 'timeout':
      return { kind: 'unknown', sentence: 'The carrier did not answer in time.' };
    case 'closed':
      return outcome.wasWritten
        ? {
            kind: 'unknown',
            sentence: `The session ended before the answer came. ${outcome.reason.sentence}`,
          }
        : { kind: 'not_sent' };
    case 'not_sent':
      // What cannot be written to this carrier never will be; what found no room or no bind goes later.
      return outcome.code.startsWith('pdu.')
        ? { kind: 'refused', code: outcome.code, sentence: outcome.sentence }
        : { kind: 'not_sent' };
  }
}

function accepted(messageId: string, { ids }: Reading): SubmitOutcome {
  const providerId = knownId(messageId, ids.response);
  if (providerId === '')
    return { kind: 'unknown', sentence: 'The carrier accepted a text without giving it an id.' };
  return { kind: 'accepted', providerId };
}

function refusedBy(code: number, { systemErrorMeans, optOutStatuses }: Reading): SubmitOutcome {
  const { class: meaning, sentence, name } = statusOf(code);
  const slug = name.toLowerCase();
  if (optOutStatuses.includes(code)) return { kind: 'opted_out', code: slug, sentence };
  if (code === status.systemError && systemErrorMeans === 'unknown') return { kind: 'unknown', sentence };
  switch (meaning) {
    case 'throttled':
      return { kind: 'throttled', retryAfterMs: throttledForMs, sentence };
    case 'retry':
      return { kind: 'throttled', retryAfterMs, sentence };
    case 'sender':
      return { kind: 'bad_sender', sentence };
    case 'auth':
      return { kind: 'misconfigured', sentence };
    case 'bind_state':
      return { kind: 'not_sent' };
    case 'invalid_destination':
    case 'refused':
      return { kind: 'refused', code: slug, sentence };
    default:
      return { kind: 'unknown', sentence };
  }
}

/** One outcome for a text that went as several parts: it is accepted when all of them are, under the id of the last. */
export function outcomeOfParts(parts: readonly SubmitOutcome[]): SubmitOutcome {
  const last = parts.at(-1) ?? { kind: 'unknown', sentence: 'The text has no parts.' };
  const other = parts.find((part) => part.kind !== 'accepted');
  if (!other) return last;
  // A person who may have got one half and would get both again has been texted twice.
  if (parts.some((part) => part.kind === 'accepted'))
    return { kind: 'unknown', sentence: 'The carrier took some parts of the text and not others.' };
  return parts.find((part) => part.kind === 'unknown') ?? other;
}
