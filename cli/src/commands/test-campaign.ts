import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign, findLists, findProgramOrOnly, findSenderOrOnly, findTemplate } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

export type TestOptions = {
  readonly to?: readonly string[];
  readonly group?: string;
  readonly me?: boolean;
  readonly as?: string;
  readonly language?: string;
  readonly unmarked?: boolean;
};

type Tested = {
  readonly sent: number;
  readonly texts: readonly {
    readonly to: string;
    readonly text: string | null;
    readonly parts: number;
    readonly sentence: string | null;
  }[];
};

/** The words of a campaign on a few phones of the house, before they go to others. */
export async function testCampaign(desk: Desk, wanted: string, options: TestOptions): Promise<ExitCode> {
  refuseNobody(options);
  const id = await findCampaign(desk, wanted);
  const body = await bodyOf(desk, options);
  return orBlocked(async () =>
    tell(desk, await desk.tidings.call('post', '/v1/campaigns/{id}/tests', { path: { id }, body })),
  );
}

/** The words of a template that is in no campaign yet. */
export async function testTemplate(
  desk: Desk,
  wanted: string,
  options: TestOptions & { readonly program?: string; readonly from?: string; readonly of?: number },
): Promise<ExitCode> {
  refuseNobody(options);
  const id = await findTemplate(desk, wanted);
  const body = {
    ...(await bodyOf(desk, options)),
    program_id: await findProgramOrOnly(desk, options.program),
    sender_id: await findSenderOrOnly(desk, options.from),
    ...(options.of !== undefined && { version: options.of }),
  };
  return orBlocked(async () =>
    tell(desk, await desk.tidings.call('post', '/v1/templates/{id}/tests', { path: { id }, body })),
  );
}

function refuseNobody({ to = [], group, me = false }: TestOptions): void {
  if (to.length === 0 && group === undefined && !me)
    throw misuse('Say who gets it, with --to NUMBER, --group LIST or --me.');
}

async function bodyOf(desk: Desk, options: TestOptions) {
  const { to = [], group, me = false, as, language, unmarked = false } = options;
  const [list] = group === undefined ? [] : await findLists(desk, [group]);
  return {
    ...(to.length > 0 && { to: [...to] }),
    ...(list !== undefined && { list_id: list }),
    ...(me && { to_me: true }),
    ...(as !== undefined && { as_contact_id: as }),
    ...(language !== undefined && { language }),
    ...(unmarked && { marked: false }),
  };
}

function tell(desk: Desk, answer: Tested): ExitCode {
  desk.voice.answer(answer, () =>
    answer.texts
      .map(({ to: number, text, parts, sentence }) =>
        sentence === null
          ? `${number}: on its way, ${countOf(parts, 'part', 'parts')}\n  ${plain(text ?? '').replaceAll('\n', '\n  ')}`
          : desk.voice.paint.red(`${number}: not sent. ${oneLine(sentence)}`),
      )
      .join('\n'),
  );
  return answer.sent === answer.texts.length ? exitCodes.ok : exitCodes.partial;
}

/** Tests may go to everybody on such a list at once. */
export async function markTestGroup(
  desk: Desk,
  wanted: string,
  { off = false }: { off?: boolean },
): Promise<ExitCode> {
  const [id = ''] = await findLists(desk, [wanted]);
  return orBlocked(async () => {
    const list = await desk.tidings.call('patch', '/v1/lists/{id}', {
      path: { id },
      body: { is_test_group: !off },
    });
    desk.voice.answer(list, () =>
      list.is_test_group
        ? `“${oneLine(list.name)}” is a test group of ${countOf(list.people, 'person', 'people')}.`
        : `“${oneLine(list.name)}” is no test group any more.`,
    );
    return exitCodes.ok;
  });
}
