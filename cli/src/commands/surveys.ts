import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findLists, findProgramOrOnly, findTags } from '../find/find.ts';
import { findKeyword } from '../find/find-keyword.ts';
import { findSegments } from '../find/find-segment.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readFile } from '../read-file.ts';
import { misuse } from '../refusal.ts';
import { savePdf as saveDocument } from '../save-download.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

type Survey = Schemas['Survey'];
type Results = Schemas['SurveyResults'];

export async function listSurveys(desk: Desk, { limit }: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/surveys', {}), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'kind', 'name', 'state', 'questions', 'ends', 'made'],
      page.data.map((one) => [
        ...[one.id, one.kind, plain(one.name), one.state, one.questions.length],
        ...[one.ends_at && formatTime(one.ends_at), formatTime(one.created_at)],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

function describe(one: Survey): string {
  return [
    `${one.id} (${one.state}) ${one.kind}: ${plain(one.name)}${one.is_anonymous ? ', anonymous' : ''}`,
    ...(one.invitation === null ? [] : [`Invitation: ${plain(one.invitation)}`]),
    ...one.questions.map(({ key, reads }, at) => `${at + 1}. ${key}: ${plain(reads)}`),
    `Thanks: ${plain(one.thanks)}`,
  ].join('\n');
}

const said = (desk: Desk, survey: Survey): ExitCode => {
  desk.voice.answer(survey, () => describe(survey));
  return exitCodes.ok;
};

export async function showSurvey(desk: Desk, id: string): Promise<ExitCode> {
  return said(desk, await desk.tidings.call('get', '/v1/surveys/{id}', { path: { id } }));
}

export type SurveyOptions = { readonly file: string; readonly program?: string; readonly keyword?: string };

/** The survey as the API takes it, from a JSON file; its program and keyword may be named here. */
async function readSurvey(
  desk: Desk,
  { file, program, keyword }: SurveyOptions,
): Promise<BodyOf<'/v1/surveys', 'post'>> {
  let body: BodyOf<'/v1/surveys', 'post'>;
  try {
    body = JSON.parse(readFile(file)) as BodyOf<'/v1/surveys', 'post'>;
  } catch (error) {
    if (error instanceof SyntaxError) throw misuse(`${file} is no JSON: ${error.message}.`);
    throw error;
  }
  const programId =
    program === undefined && body.program_id ? body.program_id : await findProgramOrOnly(desk, program);
  return {
    ...body,
    program_id: programId,
    ...(keyword !== undefined && { keyword_id: await findKeyword(desk, keyword) }),
  };
}

export async function createSurvey(desk: Desk, options: SurveyOptions): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = await readSurvey(desk, options);
    return said(desk, await desk.tidings.call('post', '/v1/surveys', { body }));
  });
}

export async function writeSurvey(desk: Desk, id: string, options: SurveyOptions): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = await readSurvey(desk, options);
    return said(desk, await desk.tidings.call('put', '/v1/surveys/{id}', { path: { id }, body }));
  });
}

export const openSurvey = (desk: Desk, id: string): Promise<ExitCode> =>
  orBlocked(async () =>
    said(desk, await desk.tidings.call('post', '/v1/surveys/{id}/open', { path: { id } })),
  );

export const closeSurvey = (desk: Desk, id: string): Promise<ExitCode> =>
  orBlocked(async () =>
    said(desk, await desk.tidings.call('post', '/v1/surveys/{id}/close', { path: { id } })),
  );

export type SendOptions = {
  readonly toList?: readonly string[];
  readonly toTag?: readonly string[];
  readonly toSegment?: readonly string[];
  readonly notList?: readonly string[];
  readonly notTag?: readonly string[];
};

export async function sendSurvey(desk: Desk, id: string, options: SendOptions): Promise<ExitCode> {
  const { toList = [], toTag = [], toSegment = [], notList = [], notTag = [] } = options;
  if (toList.length + toTag.length + toSegment.length === 0)
    throw misuse('Say whom to ask, with --to-list, --to-tag or --to-segment.');
  return orBlocked(async () => {
    const body = {
      include: {
        lists: await findLists(desk, toList),
        tags: await findTags(desk, toTag),
        ...(toSegment.length > 0 && { segments: await findSegments(desk, toSegment) }),
      },
      exclude: { lists: await findLists(desk, notList), tags: await findTags(desk, notTag) },
    };
    const sent = await desk.tidings.call('post', '/v1/surveys/{id}/send', { path: { id }, body });
    desk.voice.answer(
      sent,
      () => `${countOf(sent.people, 'person', 'people')} will be asked, as far as each may be texted.`,
    );
    return exitCodes.ok;
  });
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

export async function showResults(desk: Desk, id: string): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/surveys/{id}/results', { path: { id } });
  desk.voice.answer(found, () => printResults(desk, found));
  return exitCodes.ok;
}

function printResults(desk: Desk, { people, questions }: Results): string {
  return [
    `${people.done} done, ${people.asked} under way, ${people.expired} not finished in time, ${people.handed} in the inbox, ${people.refused} may not be texted, ${people.queued} waiting.`,
    ...questions.map((one) =>
      [
        `${one.key}: ${plain(one.text)} (${countOf(one.answers, 'answer', 'answers')}${one.too_few ? ', too few to say anything' : ''})`,
        ...(one.nps === null
          ? []
          : [
              `NPS ${one.nps.score.value.toFixed(0)} (${one.nps.score.low.toFixed(0)} to ${one.nps.score.high.toFixed(0)}): ${one.nps.promoters} promoters, ${one.nps.passives} passives, ${one.nps.detractors} detractors`,
            ]),
        ...(one.mean === null
          ? []
          : [
              `Mean ${one.mean.value.toFixed(2)} (${one.mean.low.toFixed(2)} to ${one.mean.high.toFixed(2)})`,
            ]),
        ...(one.shares.length === 0
          ? []
          : [
              printTable(
                ['answer', 'people', 'share', '95 %'],
                one.shares.map(({ value, count, share }) => [
                  ...[
                    oneLine(value),
                    count,
                    percent(share.value),
                    `${percent(share.low)} – ${percent(share.high)}`,
                  ],
                ]),
                desk.voice.paint,
              ),
            ]),
      ].join('\n'),
    ),
  ].join('\n\n');
}

export async function showAnswers(
  desk: Desk,
  id: string,
  { csv, anonymous, limit }: { csv?: string; anonymous?: boolean; limit: number },
): Promise<ExitCode> {
  if (csv === undefined && anonymous) throw misuse('Answers without names come as a file: add --csv FILE.');
  return orBlocked(async () => {
    if (csv !== undefined) {
      const file = await saveDocument(csv, () =>
        desk.tidings.download('/v1/surveys/{id}/answers/file', {
          path: { id },
          ...(anonymous && { query: { anonymous: 'true' } }),
        }),
      );
      desk.voice.answer({ file }, () => `The answers are in ${file}.`);
      return exitCodes.ok;
    }
    const page = await takePage(desk.tidings.each('/v1/surveys/{id}/answers', { path: { id } }), limit);
    desk.voice.answer(page, () =>
      printTable(
        ['number', 'state', 'answers'],
        page.data.map((one) => [
          ...[one.number, one.state],
          oneLine(
            Object.entries(one.answers)
              .map(([key, value]) => `${key}: ${value}`)
              .join(', '),
          ).slice(0, 100),
        ]),
        desk.voice.paint,
      ),
    );
    return tellMore(desk, page);
  });
}
