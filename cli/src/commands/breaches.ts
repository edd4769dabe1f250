import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { savePdf } from '../save-download.ts';

type Breach = Schemas['Breach'];
type Risk = NonNullable<BodyOf<'/v1/breaches', 'post'>['risk']>;

/** Open ones first, those whose 72 hours end first on top. */
export async function listBreaches(desk: Desk, { pdf }: { readonly pdf?: string } = {}): Promise<ExitCode> {
  if (pdf !== undefined) {
    const path = await savePdf(pdf, () =>
      desk.tidings.download('/v1/breaches', { query: { format: 'pdf' } }),
    );
    desk.voice.note(`${path} holds the register of breaches.`);
  }
  const found = await desk.tidings.call('get', '/v1/breaches');
  desk.voice.answer(found, () =>
    printTable(
      ['id', 'status', 'risk', 'clock', '72 hours end', 'what'],
      found.data.map(({ id, status, risk, clock, due_at: due, title }) => [
        ...[id, status, risk, clock === 'alarm' || clock === 'over' ? desk.voice.paint.yellow(clock) : clock],
        ...[formatTime(due), oneLine(title)],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export type BreachOptions = {
  readonly aware?: string;
  readonly case?: string;
  readonly risk?: Risk;
  readonly nature?: string;
  readonly people?: string;
  readonly consequences?: string;
  readonly measures?: string;
};

export const openBreach = async (desk: Desk, title: string, options: BreachOptions): Promise<ExitCode> => {
  const body = { title, ...said({ aware_at: options.aware, case_id: options.case }), ...factsOf(options) };
  return tell(desk, await desk.tidings.call('post', '/v1/breaches', { body }));
};

const factsOf = ({ risk, nature, people, consequences, measures }: BreachOptions) =>
  said({ risk, nature, people: people === undefined ? undefined : Number(people), consequences, measures });

/** What was not said is left out. */
function said<T extends object>(options: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

export const showBreach = async (desk: Desk, id: string): Promise<ExitCode> =>
  tell(desk, await desk.tidings.call('get', '/v1/breaches/{id}', { path: { id } }));

export const changeBreach = async (desk: Desk, id: string, options: BreachOptions): Promise<ExitCode> =>
  tell(desk, await desk.tidings.call('patch', '/v1/breaches/{id}', { path: { id }, body: factsOf(options) }));

export const noteBreach = async (desk: Desk, id: string, body: string): Promise<ExitCode> =>
  tell(desk, await desk.tidings.call('post', '/v1/breaches/{id}/notes', { path: { id }, body: { body } }));

export type AuthorityOptions = {
  readonly at?: string;
  readonly reference?: string;
  readonly delayReason?: string;
};

export const tellAuthority = async (
  desk: Desk,
  id: string,
  name: string,
  { at, reference, delayReason }: AuthorityOptions,
): Promise<ExitCode> => {
  const body = { name, ...said({ at, reference, delay_reason: delayReason }) };
  return tell(desk, await desk.tidings.call('post', '/v1/breaches/{id}/authority', { path: { id }, body }));
};

export const tellPeople = async (
  desk: Desk,
  id: string,
  { how, at }: { readonly how: string; readonly at?: string },
): Promise<ExitCode> =>
  tell(
    desk,
    await desk.tidings.call('post', '/v1/breaches/{id}/people', {
      path: { id },
      body: { how, ...said({ at }) },
    }),
  );

export const closeBreach = async (
  desk: Desk,
  id: string,
  { reason }: { readonly reason?: string },
): Promise<ExitCode> =>
  tell(
    desk,
    await desk.tidings.call('post', '/v1/breaches/{id}/close', {
      path: { id },
      body: said({ not_told_reason: reason }),
    }),
  );

function tell(desk: Desk, breach: Breach): ExitCode {
  desk.voice.answer(breach, () => {
    const {
      id,
      title,
      status,
      risk,
      clock,
      due_at: due,
      authority_told_at: told,
      authority_name: name,
    } = breach;
    const end = clock === 'stopped' ? '' : `The 72 hours end ${formatTime(due)} (${clock}).`;
    const lines = [
      `${id}: ${oneLine(title)} (${status}, risk ${risk}). ${end}`.trim(),
      told === null ? '' : `${oneLine(name ?? 'The authority')} was told ${formatTime(told)}.`,
      breach.people_told_at === null ? '' : `The people were told ${formatTime(breach.people_told_at)}.`,
      ...breach.notes.map(
        ({ at, kind, body }) => `  ${formatTime(at)}  ${kind}${body === '' ? '' : `: ${plain(body)}`}`,
      ),
    ];
    return lines.filter((line) => line !== '').join('\n');
  });
  return exitCodes.ok;
}
