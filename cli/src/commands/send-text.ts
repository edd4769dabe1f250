import { type Schemas, TidingsError } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findPool, findProgramOrOnly, findSenderOrOnly, findTemplate } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { readPairs } from '../read-pairs.ts';
import { readTime } from '../read-time.ts';
import { blocked, misuse } from '../refusal.ts';
import { type MmsOptions, mmsOf } from './mms-options.ts';

export type TextOptions = {
  readonly body?: string;
  readonly template?: string;
  readonly program?: string;
  readonly sender?: string;
  readonly pool?: string;
  readonly at?: string;
  readonly validFor?: number;
  readonly shortenLinks?: boolean;
  readonly key?: string;
} & MmsOptions;

export type SendOptions = TextOptions & {
  readonly var?: readonly string[];
  readonly label?: readonly string[];
  readonly dryRun?: boolean;
};

export async function sendText(desk: Desk, to: string, options: SendOptions): Promise<ExitCode> {
  const { dryRun, key } = options;
  const variables = readPairs(options.var, '--var');
  const metadata = readPairs(options.label, '--label');
  const message = {
    to,
    ...(await readShared(desk, options)),
    ...(variables === undefined ? {} : { variables }),
    ...(metadata === undefined ? {} : { metadata }),
  };
  return orBlocked(async () => {
    if (dryRun) return tellTrial(desk, await desk.tidings.messages.try(message));
    const sent = await desk.tidings.messages.send(message, key === undefined ? {} : { idempotencyKey: key });
    desk.voice.answer(
      sent,
      () =>
        `Queued as ${sent.id}: ${countOf(sent.parts, 'part', 'parts')} to ${sent.to}.\nFollow it: tidings message show ${sent.id}`,
    );
    return exitCodes.ok;
  });
}

/** What texts of one command share. */
export async function readShared(desk: Desk, options: TextOptions) {
  const { body, template, program, sender, pool, at, validFor, shortenLinks } = options;
  if ((body === undefined) === (template === undefined))
    throw misuse('Give the words by --body or by --template, one of them.');
  if (sender !== undefined && pool !== undefined) throw misuse('Give --sender or --pool, not both.');
  return {
    program_id: await findProgramOrOnly(desk, program),
    ...(sender === undefined ? {} : { sender_id: await findSenderOrOnly(desk, sender) }),
    ...(pool === undefined ? {} : { pool_id: await findPool(desk, pool) }),
    ...(body === undefined ? {} : { body }),
    ...(template === undefined ? {} : { template_id: await findTemplate(desk, template) }),
    ...(at === undefined ? {} : { send_at: readTime(at, '--at') }),
    ...(validFor === undefined ? {} : { valid_for_seconds: validFor }),
    ...(shortenLinks && { shorten_links: true }),
    ...mmsOf(options),
  };
}

/** A text that is refused by a rule is no failure of the command: scripts tell the two apart. */
export async function orBlocked(work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TidingsError && (error.status === 422 || error.status === 409)) throw blocked(error);
    throw error;
  }
}

function tellTrial(desk: Desk, trial: Schemas['MessageTrial']): ExitCode {
  const { verdict, sender, parts, body, cost } = trial;
  desk.voice.answer(trial, () =>
    [
      plain(body),
      '',
      `${countOf(parts, 'part', 'parts')} from ${sender.number} to ${trial.to}${cost === null ? '' : `, ${cost.amount} ${cost.currency}`}.`,
      plain(verdict.sentence) + (verdict.until === null ? '' : ` Until ${verdict.until}.`),
    ].join('\n'),
  );
  return verdict.will === 'refuse' ? exitCodes.blocked : exitCodes.ok;
}

export async function showMessage(desk: Desk, id: string): Promise<ExitCode> {
  const message = await desk.tidings.messages.get(id);
  const { steps } = await desk.tidings.messages.timeline(id);
  desk.voice.answer({ message, steps }, () =>
    [`${message.id}: ${message.status}, to ${message.to}`, ...steps.map(spellStep)].join('\n'),
  );
  return exitCodes.ok;
}

function spellStep({ at, sentence, cause, remedy }: Schemas['MessageTimeline']['steps'][number]): string {
  const lines = [`${at ?? 'now'.padEnd(24)}  ${sentence}`];
  for (const more of [cause, remedy]) if (more !== null) lines.push(`${' '.repeat(26)}${more}`);
  return lines.map(plain).join('\n');
}

export async function cancelMessage(desk: Desk, id: string): Promise<ExitCode> {
  return orBlocked(async () => {
    const message = await desk.tidings.messages.cancel(id);
    desk.voice.answer(message, () => `Cancelled: ${message.id} will not be sent.`);
    return exitCodes.ok;
  });
}
