import type { Schemas } from '@tidings/sdk';
import { askFirst, requireConsentOrSomebody } from '../ask-first.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findLists, findTags } from '../find/find.ts';
import { countOf, formatCount, formatTime } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { bar } from '../print/progress-line.ts';
import { printTable } from '../print/table.ts';
import { failure, misuse } from '../refusal.ts';
import { saveDownload } from '../save-download.ts';
import { takePage, tellMore } from '../take-page.ts';

type BulkChange = Schemas['BulkChange'];

export type Whom = {
  readonly search?: string;
  readonly list?: string;
  readonly tag?: string;
  readonly rule?: string;
  readonly everybody?: boolean;
  readonly yes?: boolean;
};

const askEveryMs = 400;
const atWork: ReadonlySet<BulkChange['status']> = new Set(['gathering', 'working']);

export const tagMany = (desk: Desk, tag: string, options: Whom) => tagged(desk, 'add_tag', tag, options);
export const untagMany = (desk: Desk, tag: string, options: Whom) => tagged(desk, 'remove_tag', tag, options);
export const putOnList = (desk: Desk, list: string, options: Whom) =>
  listed(desk, 'add_to_list', list, options);
export const takeOffList = (desk: Desk, list: string, options: Whom) =>
  listed(desk, 'remove_from_list', list, options);

async function tagged(desk: Desk, act: 'add_tag' | 'remove_tag', tag: string, options: Whom) {
  const whom = await readWhom(desk, options);
  return through(desk, options, () =>
    desk.tidings.call('post', '/v1/bulk-changes', { body: { act, tag, whom } }),
  );
}

async function listed(
  desk: Desk,
  act: 'add_to_list' | 'remove_from_list',
  list: string,
  options: Whom,
): Promise<ExitCode> {
  const whom = await readWhom(desk, options);
  const [list_id = ''] = await findLists(desk, [list]);
  return through(desk, options, () =>
    desk.tidings.call('post', '/v1/bulk-changes', { body: { act, list_id, whom } }),
  );
}

export type Suppressing = Whom & { readonly reason: string; readonly note?: string; readonly brand?: string };

export async function suppressMany(desk: Desk, options: Suppressing): Promise<ExitCode> {
  const whom = await readWhom(desk, options);
  const { reason, note, brand } = options;
  return through(desk, options, () =>
    desk.tidings.call('post', '/v1/bulk-changes/suppressions', {
      body: {
        ...{ reason, whom },
        ...(note === undefined ? {} : { note }),
        ...(brand === undefined ? {} : { brand_id: brand }),
      },
    }),
  );
}

export async function eraseMany(desk: Desk, options: Whom & { readonly note: string }): Promise<ExitCode> {
  const whom = await readWhom(desk, options);
  return through(desk, options, () =>
    desk.tidings.call('post', '/v1/bulk-changes/erasures', { body: { note: options.note, whom } }),
  );
}

/** One way of saying who; nobody is meant by having said nothing. */
async function readWhom(desk: Desk, { search, list, tag, rule, everybody }: Whom) {
  const isSearch = search !== undefined || list !== undefined || tag !== undefined;
  if ([isSearch, rule !== undefined, everybody === true].filter(Boolean).length !== 1)
    throw misuse('Say who: --search, --list and --tag together, or --rule, or --everybody.');
  if (everybody) return { everybody: true as const };
  if (rule !== undefined) return { text: rule };
  const [listId] = list === undefined ? [] : await findLists(desk, [list]);
  const [known] = tag === undefined ? [] : await findTags(desk, [tag]);
  return {
    ...(search === undefined ? {} : { search }),
    ...(listId === undefined ? {} : { list: listId }),
    ...(known === undefined ? {} : { tag: known }),
  };
}

/** Finds and counts them, asks, and watches it to its end. */
async function through(desk: Desk, { yes }: Whom, request: () => Promise<BulkChange>): Promise<ExitCode> {
  requireConsentOrSomebody(
    desk,
    yes === true,
    'Nobody is here to be asked. Say --yes to do it to everybody who is found.',
  );
  const asked = await request();
  const { id } = asked;
  desk.ifInterrupted(`Nothing was done to anybody. What was found is let go: tidings bulk stop ${id}`);
  const found = await follow(desk, asked, 'Looking for them');
  if (found.people === 0) {
    await desk.tidings.call('post', '/v1/bulk-changes/{id}/stop', { path: { id } });
    desk.voice.answer(found, () => 'Nobody is found, so there is nothing to do.');
    return exitCodes.ok;
  }
  if (!yes) await askOrStop(desk, found);
  desk.ifInterrupted(
    `The server goes on. See how far it is: tidings bulk show ${id}; end it: tidings bulk stop ${id}`,
  );
  const begun = await desk.tidings.call('post', '/v1/bulk-changes/{id}/begin', {
    ...{ path: { id }, body: { people: found.people } },
  });
  return tell(desk, await follow(desk, begun, deeds[found.act]));
}

async function askOrStop(desk: Desk, found: BulkChange): Promise<void> {
  const question = `${deeds[found.act]}: ${countOf(found.people, 'person', 'people')}. Go on?`;
  try {
    await askFirst(desk, question, 'Nothing was done to anybody.');
  } catch (error) {
    await desk.tidings.call('post', '/v1/bulk-changes/{id}/stop', { path: { id: found.id } });
    throw error;
  }
}

const deeds: Readonly<Record<BulkChange['act'], string>> = {
  add_tag: 'Adding the tag',
  remove_tag: 'Taking the tag off',
  add_to_list: 'Putting them on the list',
  remove_from_list: 'Taking them off the list',
  suppress: 'Opting them out',
  erase: 'Erasing them for good',
};

async function follow(desk: Desk, begun: BulkChange, stage: string): Promise<BulkChange> {
  let current = begun;
  while (atWork.has(current.status)) {
    const dealt = current.people - current.waiting;
    const detail = current.status === 'working' ? `${bar(dealt, current.people)}  ${formatCount(dealt)}` : '';
    desk.voice.progress.show(stage, detail);
    await desk.around.pause(askEveryMs);
    current = await getChange(desk, current.id);
  }
  desk.voice.progress.clear();
  if (current.status !== 'failed') return current;
  throw failure('bulk_change.failed', current.problem ?? 'It failed without saying why.');
}

const getChange = (desk: Desk, id: string): Promise<BulkChange> =>
  desk.tidings.call('get', '/v1/bulk-changes/{id}', { path: { id } });

function tell(desk: Desk, change: BulkChange): ExitCode {
  desk.voice.answer(change, () => printChange(change));
  return change.refused.length > 0 || change.left_out > 0 ? exitCodes.partial : exitCodes.ok;
}

function printChange(change: BulkChange): string {
  const { people, changed, unchanged, waiting, left_out: left } = change;
  return [
    `${deeds[change.act]}: ${change.status}. ${countOf(people, 'person', 'people')} found, ${formatCount(changed)} changed, ${formatCount(unchanged)} so already.`,
    ...change.refused.map((one) => `  ${formatCount(one.people)} left as they are: ${plain(one.detail)}`),
    ...(waiting > 0 ? [`  ${formatCount(waiting)} wait for their turn.`] : []),
    ...(left > 0 ? [`  ${formatCount(left)} never had their turn.`] : []),
    ...(change.problem === null ? [] : [`  ${plain(change.problem)}`]),
  ].join('\n');
}

export const showChange = async (desk: Desk, id: string): Promise<ExitCode> =>
  tell(desk, await getChange(desk, id));

export async function stopChange(desk: Desk, id: string): Promise<ExitCode> {
  const stopped = await desk.tidings.call('post', '/v1/bulk-changes/{id}/stop', { path: { id } });
  desk.voice.answer(stopped, () => printChange(stopped));
  return exitCodes.ok;
}

export async function listChanges(desk: Desk, { limit }: { readonly limit: number }): Promise<ExitCode> {
  const query = { limit: Math.min(limit + 1, 200) };
  const page = await takePage(desk.tidings.each('/v1/bulk-changes', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'asked', 'act', 'state', 'people', 'changed'],
      page.data.map((one) => [
        ...[one.id, formatTime(one.created_at), one.act, one.status],
        ...[formatCount(one.people), formatCount(one.changed)],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

export type Exporting = Omit<Whom, 'everybody' | 'yes'> & { readonly out?: string };

/** As CSV on stdout or to a file, which appears when it is whole. */
export async function exportPeople(desk: Desk, options: Exporting): Promise<ExitCode> {
  const { search, list, tag, rule, out } = options;
  if (rule !== undefined && (search !== undefined || list !== undefined || tag !== undefined))
    throw misuse('Give --rule, or --search, --list and --tag; not both.');
  const [listId] = list === undefined ? [] : await findLists(desk, [list]);
  const query = {
    ...(search === undefined ? {} : { search }),
    ...(listId === undefined ? {} : { list: listId }),
    ...(tag === undefined ? {} : { tag }),
    ...(rule === undefined ? {} : { text: rule }),
  };
  const read = () => desk.tidings.download('/v1/contacts/export', { query });
  if (out === undefined) {
    const decoder = new TextDecoder();
    for await (const bytes of await read()) {
      const isRoom = desk.around.stdout.write(decoder.decode(bytes, { stream: true }));
      if (isRoom === false) await desk.around.stdout.drained?.();
    }
    return exitCodes.ok;
  }
  await saveDownload(out, { what: 'The list', code: 'people', read });
  desk.voice.note(`They are in ${out}.`);
  return exitCodes.ok;
}
