import type { Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findContact } from '../find/find-contact.ts';
import { findSegment, findSegmentByName } from '../find/find-segment.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readFile } from '../read-file.ts';
import { misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

export async function listSegments(
  desk: Desk,
  options: { limit: number; archived?: boolean },
): Promise<ExitCode> {
  const query = { limit: Math.min(options.limit + 1, 200), ...(options.archived ? { archived: true } : {}) };
  const page = await takePage(desk.tidings.each('/v1/segments', { query }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'version', 'rule'],
      page.data.map(({ id, name, version, text }) => [id, name, version, text.replace(/\s+/g, ' ')]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

/** The rule as it is kept in files; with --versions each version it has had. */
export async function showSegment(
  desk: Desk,
  wanted: string,
  options: { versions?: boolean },
): Promise<ExitCode> {
  const path = { id: await findSegment(desk, wanted) };
  const segment = await desk.tidings.call('get', '/v1/segments/{id}', { path });
  const versions = options.versions
    ? (await desk.tidings.call('get', '/v1/segments/{id}/versions', { path })).data
    : [];
  desk.voice.answer(options.versions ? { ...segment, versions } : segment, () =>
    [
      `${plain(segment.name)} (${segment.id}), version ${segment.version}${segment.archived_at === null ? '' : ', archived'}`,
      plain(segment.sentence),
      '',
      ...segment.text.split('\n').map(plain),
      ...versions.flatMap((one) => [
        '',
        `Version ${one.version} by ${plain(one.changed_by)}, ${one.changed_at}:`,
        ...one.text.split('\n').map(plain),
      ]),
    ].join('\n'),
  );
  return exitCodes.ok;
}

export type RuleOptions = { readonly file?: string };

function readRule(text: string | undefined, { file }: RuleOptions): string {
  if ((text === undefined) === (file === undefined))
    throw misuse('Give the rule itself or --file FILE, one of them.');
  return text ?? readFile(file ?? '');
}

/** What a rule means, and what stands against it; ends with 6 where it cannot be saved, with 7 where something is odd. */
export async function checkSegment(
  desk: Desk,
  text: string | undefined,
  options: RuleOptions,
): Promise<ExitCode> {
  const check = await desk.tidings.call('post', '/v1/segments/check', {
    body: { text: readRule(text, options) },
  });
  desk.voice.answer(check, () =>
    [
      ...(check.sentence === null
        ? ['It cannot be read:']
        : [plain(check.sentence), '', ...(check.text ?? '').split('\n').map(plain)]),
      ...check.problems.map(
        ({ detail, position }) => `  ${position === undefined ? '' : `at ${position + 1}: `}${plain(detail)}`,
      ),
      ...check.notices.map(({ detail }) => `  Mind: ${plain(detail)}`),
    ].join('\n'),
  );
  if (!check.is_ready) return exitCodes.blocked;
  return check.notices.length > 0 ? exitCodes.warned : exitCodes.ok;
}

export type CountOptions = RuleOptions & {
  readonly sample: number;
  readonly seed: number;
  readonly segment?: string;
  readonly byCountry?: boolean;
};

/** How many people a rule, or a saved segment, chooses now. */
export async function countSegment(
  desk: Desk,
  text: string | undefined,
  options: CountOptions,
): Promise<ExitCode> {
  const { sample, seed, segment, byCountry } = options;
  const by = byCountry ? { by: 'country' as const } : {};
  return orBlocked(async () => {
    const counted =
      segment === undefined
        ? await desk.tidings.call('post', '/v1/segments/count', {
            body: { text: readRule(text, options), sample, seed, ...by },
          })
        : await desk.tidings.call('get', '/v1/segments/{id}/count', {
            path: { id: await findSegment(desk, segment) },
            query: { sample, seed, ...by },
          });
    desk.voice.answer(counted, () =>
      [
        `${counted.count.toLocaleString('en-US')} people. ${plain(counted.sentence)}`,
        ...(counted.countries ?? []).map(
          ({ country, people }) => `  ${country ?? 'no country on file'}: ${people.toLocaleString('en-US')}`,
        ),
        ...counted.people.map(({ number, name }) => `  ${number}${name === null ? '' : ` ${plain(name)}`}`),
      ].join('\n'),
    );
    return exitCodes.ok;
  });
}

/** Makes the segment of that name, or its next version where there is one. The same rule again changes nothing. */
export async function saveSegment(
  desk: Desk,
  name: string,
  text: string | undefined,
  options: RuleOptions,
): Promise<ExitCode> {
  const rule = readRule(text, options);
  const known = await findSegmentByName(desk, name);
  return orBlocked(async () => {
    const saved = known
      ? await desk.tidings.call('patch', '/v1/segments/{id}', {
          path: { id: known.id },
          body: { text: rule, version: known.version },
        })
      : await desk.tidings.call('post', '/v1/segments', { body: { name, text: rule } });
    desk.voice.answer(saved, () =>
      known?.version === saved.version
        ? `${plain(saved.name)} says this already: version ${saved.version}.`
        : `${plain(saved.name)} (${saved.id}) is at version ${saved.version}. ${plain(saved.sentence)}`,
    );
    return exitCodes.ok;
  });
}

export async function renameSegment(desk: Desk, wanted: string, name: string): Promise<ExitCode> {
  const path = { id: await findSegment(desk, wanted) };
  return orBlocked(async () => {
    const renamed = await desk.tidings.call('patch', '/v1/segments/{id}', { path, body: { name } });
    desk.voice.answer(
      renamed,
      () => `${renamed.id} is called ${plain(renamed.name)}. Whatever names it goes on.`,
    );
    return exitCodes.ok;
  });
}

/** Why a person is in a segment or not, each condition with what was found. */
export async function whyInSegment(desk: Desk, wanted: string, contact: string): Promise<ExitCode> {
  const path = { id: await findSegment(desk, wanted) };
  const why = await desk.tidings.call('get', '/v1/segments/{id}/why', {
    path,
    query: { contact_id: await findContact(desk, contact) },
  });
  desk.voice.answer(why, () =>
    [
      `${plain(contact)} is ${why.is_in ? '' : 'not '}in it. ${plain(why.sentence)}`,
      ...why.lines.map(lineOf),
    ].join('\n'),
  );
  return exitCodes.ok;
}

const joints = { all: 'all of', any: 'any of', not: 'not', segment: 'the segment', condition: '' } as const;

function lineOf({
  depth,
  kind,
  holds,
  text,
  sentence,
  found,
}: Schemas['SegmentWhy']['lines'][number]): string {
  const said = kind === 'condition' ? plain(text ?? '') : kind === 'segment' ? plain(sentence) : joints[kind];
  const known =
    kind === 'condition' && found !== null && found !== undefined
      ? `  (found: ${plain(JSON.stringify(found))})`
      : '';
  return `${'  '.repeat(depth + 1)}${holds ? 'yes' : 'no '}  ${said}${known}`;
}

/** Puts everybody who is in it now on a new list. */
export async function snapshotSegment(
  desk: Desk,
  wanted: string,
  options: { list: string },
): Promise<ExitCode> {
  const path = { id: await findSegment(desk, wanted) };
  return orBlocked(async () => {
    const list = await desk.tidings.call('post', '/v1/segments/{id}/lists', {
      path,
      body: { name: options.list },
    });
    desk.voice.answer(
      list,
      () =>
        `${list.people.toLocaleString('en-US')} people are on the new list ${plain(list.name)} (${list.id}).`,
    );
    return exitCodes.ok;
  });
}

export async function archiveSegment(desk: Desk, wanted: string): Promise<ExitCode> {
  const path = { id: await findSegment(desk, wanted) };
  return orBlocked(async () => {
    const archived = await desk.tidings.call('delete', '/v1/segments/{id}', { path });
    desk.voice.answer(archived, () => `${plain(archived.name)} is archived.`);
    return exitCodes.ok;
  });
}

/** What rules can ask for in this workspace. */
export async function listFields(desk: Desk): Promise<ExitCode> {
  const known = await desk.tidings.call('get', '/v1/segments/fields');
  desk.voice.answer(known, () =>
    [
      printTable(
        ['field', 'holds', 'is', 'one of'],
        known.fields.map(({ name, kind, label, choices }) => [name, kind, label, (choices ?? []).join(', ')]),
        desk.voice.paint,
      ),
      `Events: ${known.events.join(', ') || 'none have come yet'}`,
    ].join('\n'),
  );
  return exitCodes.ok;
}
