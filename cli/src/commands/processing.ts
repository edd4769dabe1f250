import { readFileSync } from 'node:fs';
import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { failure } from '../refusal.ts';
import { savePdf } from '../save-download.ts';

/** The record of processing: what is missing, or the whole of it as JSON, Markdown or PDF. */
export async function showProcessing(
  desk: Desk,
  { pdf, markdown }: { readonly pdf?: string; readonly markdown?: string },
): Promise<ExitCode> {
  for (const [format, file] of [
    ['pdf', pdf],
    ['markdown', markdown],
  ] as const)
    if (file !== undefined) {
      const path = await savePdf(file, () =>
        desk.tidings.download('/v1/processing-record', { query: { format } }),
      );
      desk.voice.note(`${path} holds the record of processing.`);
    }
  const record = await desk.tidings.call('get', '/v1/processing-record');
  desk.voice.answer(record, () => {
    const lines = record.activities.map(({ name, people }) => `${oneLine(name)}: ${oneLine(people)}`);
    const missing = record.missing.map((sentence) =>
      desk.voice.paint.yellow(`MISSING  ${oneLine(sentence)}`),
    );
    return [...lines, ...missing].join('\n');
  });
  return exitCodes.ok;
}

export async function keepProcessing(desk: Desk): Promise<ExitCode> {
  const kept = await desk.tidings.call('post', '/v1/processing-record/versions');
  desk.voice.answer(kept, () => `Version ${kept.version} of the record of processing is kept.`);
  return exitCodes.ok;
}

/** What the business has added, as `processing add` takes it. */
export async function showAdditions(desk: Desk): Promise<ExitCode> {
  const additions = await desk.tidings.call('get', '/v1/processing-record/additions');
  desk.voice.answer(additions, () => JSON.stringify(additions, null, 2));
  return exitCodes.ok;
}

/** Replaces everything that the business has added, by what a file of JSON says. */
export async function addToProcessing(desk: Desk, file: string): Promise<ExitCode> {
  const record = await desk.tidings.call('put', '/v1/processing-record/additions', { body: readJson(file) });
  desk.voice.answer(record, () => `Taken. Still missing: ${record.missing.length}.`);
  return exitCodes.ok;
}

function readJson(file: string): BodyOf<'/v1/processing-record/additions', 'put'> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw failure('processing.bad_file', `${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

export async function listProcessors(desk: Desk): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/processors');
  desk.voice.answer(found, () => {
    const table = printTable(
      ['id', 'name', 'country', 'agreement', 'missing'],
      found.data.map(({ id, name, country, dpa_on: dpa, missing }) => [
        ...[id, oneLine(name), country ?? '', dpa ?? '', missing.map(oneLine).join(' ')],
      ]),
      desk.voice.paint,
    );
    const open = found.unrecorded.map(
      ({ gateway_id: id, name }) =>
        `In no entry: ${oneLine(name)}. tidings processors add --gateway ${id} --country …`,
    );
    return [table, ...open].join('\n');
  });
  return exitCodes.ok;
}

export type ProcessorOptions = {
  readonly gateway?: string;
  readonly name?: string;
  readonly service?: string;
  readonly country?: string;
  readonly contract?: string;
  readonly dpa?: string;
  readonly place?: string;
  readonly sub?: readonly string[];
  readonly safeguard?: string;
  readonly ended?: string;
};

function bodyOf({ name, service, country, contract, dpa, place, sub, safeguard }: ProcessorOptions) {
  const given = {
    ...{ name, service, country, contract_on: contract, dpa_on: dpa, dpa_place: place, safeguard },
    sub_processors: sub === undefined ? undefined : [...sub],
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Pick<
    BodyOf<'/v1/processors', 'post'>,
    'name'
  >;
}

export async function addProcessor(desk: Desk, options: ProcessorOptions): Promise<ExitCode> {
  const body = {
    ...bodyOf(options),
    ...(options.gateway === undefined ? {} : { gateway_id: options.gateway }),
  };
  return tell(desk, await desk.tidings.call('post', '/v1/processors', { body }));
}

export async function changeProcessor(desk: Desk, id: string, options: ProcessorOptions): Promise<ExitCode> {
  const body = { ...bodyOf(options), ...(options.ended === undefined ? {} : { ended_on: options.ended }) };
  return tell(desk, await desk.tidings.call('patch', '/v1/processors/{id}', { path: { id }, body }));
}

function tell(desk: Desk, one: { id: string; name: string; missing: string[] }): ExitCode {
  desk.voice.answer(one, () =>
    [
      `${one.id}: ${oneLine(one.name)}.`,
      ...one.missing.map((sentence) => `Missing: ${oneLine(sentence)}`),
    ].join('\n'),
  );
  return exitCodes.ok;
}
