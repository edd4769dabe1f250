import type { AnswerOf } from '@tidings/sdk';
import { askFirst, requireConsentOrSomebody } from '../ask-first.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { digitsOf } from '../find/find.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { failure } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';

type HoldState = AnswerOf<'/v1/installation/hold', 'get'>;
export type HoldChoice = 'skip' | 'ask' | 'resend';

/** Why nothing leaves, and which texts nobody here can know the fate of. */
export async function showHold(desk: Desk): Promise<ExitCode> {
  const state = await desk.tidings.call('get', '/v1/installation/hold');
  desk.voice.answer(state, () => describe(desk, state));
  return exitCodes.ok;
}

export type HeldTextsOptions = { readonly run?: string; readonly limit: number };

/** The same texts person by person. */
export async function listHeldTexts(desk: Desk, { run, limit }: HeldTextsOptions): Promise<ExitCode> {
  const query = { limit: 200, ...(run === undefined ? {} : { run }) };
  const page = await takePage(desk.tidings.each('/v1/installation/hold/texts', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'number', 'run', 'queued at', 'reference'],
      page.data.map(({ id, number, run: of, queued_at: at, reference }) => [
        ...[id, number, of, formatTime(at), reference],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

export type ReleaseOptions = {
  readonly choice: HoldChoice;
  readonly run?: string;
  readonly confirmCount?: number;
  readonly yes?: boolean;
};

const unasked =
  'Nobody is here to be asked. Add --yes; for resend, say with --confirm-count how many texts go out, whether or not they were sent before.';

/** A person's choice for everything that waits, or for one run; with the last one that was missing sending goes on. */
export async function releaseHold(desk: Desk, options: ReleaseOptions): Promise<ExitCode> {
  const { choice, run } = options;
  const isDecided = choice === 'resend' ? options.confirmCount !== undefined : options.yes === true;
  requireConsentOrSomebody(desk, isDecided, unasked);
  const confirmed = isDecided ? options.confirmCount : await askForChoice(desk, options);
  desk.ifInterrupted('Whether it was released is not sure. See: tidings hold show');
  const released = await desk.tidings.call('post', '/v1/installation/hold/release', {
    body: {
      choice,
      ...(run === undefined ? {} : { run }),
      ...(confirmed === undefined ? {} : { confirm_count: confirmed }),
    },
  });
  desk.voice.answer(released, () => sentenceOf(released));
  return exitCodes.ok;
}

const consequences: Record<HoldChoice, string> = {
  skip: 'will not be sent, and say so',
  ask: 'are asked for at the carrier, and go out once where it never had them',
  resend: 'go out as they are, WHETHER OR NOT THEY HAVE BEEN SENT BEFORE',
};

async function askForChoice(desk: Desk, { choice, run }: ReleaseOptions): Promise<number | undefined> {
  const { texts, runs } = await desk.tidings.call('get', '/v1/installation/hold');
  const count = run === undefined ? texts : (runs.find(({ id }) => id === run)?.texts ?? 0);
  const what = `${countOf(count, 'text', 'texts')} ${consequences[choice]}.`;
  if (choice !== 'resend') {
    await askFirst(desk, `${what} Go on?`, 'Nothing was released.');
    return undefined;
  }
  const answer = await desk.around.ask(`${what} Type their number to go on: `);
  const digits = digitsOf(answer);
  if (digits !== '' && /^[\d,. ]+$/.test(answer.trim())) return Number(digits);
  throw failure('command.declined', 'Nothing was released.');
}

function describe({ voice: { paint } }: Desk, state: HoldState): string {
  const { hold, runs, texts } = state;
  if (hold === null) return 'The installation is not on hold: texts may leave.';
  const lines = [
    paint.yellow(`On hold since ${formatTime(hold.since)} (${hold.reason}): nothing leaves.`),
    oneLine(hold.detail),
  ];
  if (runs.length > 0) {
    const rows = runs.map(({ id, kind, name, texts: open, can_be_asked: canBeAsked, choice }) => [
      ...[id, kind, name, open],
      choice ?? (canBeAsked ? 'skip, ask or resend' : 'skip or resend'),
    ]);
    lines.push('', printTable(['id', 'kind', 'name', 'texts', 'choice'], rows, paint));
  }
  lines.push('', `${countOf(texts, 'text waits', 'texts wait')} for a choice here.`);
  if (state.undecided_workspaces > (texts > 0 ? 1 : 0))
    lines.push(
      `${countOf(state.undecided_workspaces, 'workspace', 'workspaces')} have yet to choose; sending goes on when all have.`,
    );
  if (state.unlaunched_campaigns > 0)
    lines.push(
      `${countOf(state.unlaunched_campaigns, 'campaign was', 'campaigns were')} not launched as far as this database knows. If one was, launching it again texts people twice.`,
    );
  lines.push('Release it: tidings hold release --choice ask');
  return lines.join('\n');
}

function sentenceOf(released: AnswerOf<'/v1/installation/hold/release', 'post'>): string {
  const chosen = `${countOf(released.texts, 'text', 'texts')}: ${released.choice}.`;
  if (released.is_released) return `${chosen} The hold is released; sending goes on.`;
  const open = `${countOf(released.texts_left, 'text', 'texts')} here and ${countOf(released.undecided_workspaces, 'workspace', 'workspaces')} in all wait for a choice.`;
  return `${chosen} Still on hold: ${open}`;
}
