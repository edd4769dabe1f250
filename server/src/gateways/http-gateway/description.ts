import { Invalid } from '../../platform/errors.ts';
import type { CarrierReceipt } from '../callback.ts';
import { type ErrorClass, errorClasses } from '../errors/classes.ts';
import { type CodeTable, codeTable, rows } from '../errors/code-table.ts';
import { isObject, jsonObject } from '../http/read-answer.ts';

type Json = Record<string, unknown>;

/** A carrier as its description has it, checked. */
export type Description = {
  readonly send: {
    readonly method: 'GET' | 'POST' | 'PUT';
    readonly origin: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly as: 'json' | 'form' | 'query';
    readonly fields: Json;
  };
  /** Where the id of a text stands, and what else must be so for it to be taken. */
  readonly taken: { readonly id: string; readonly where: string | null; readonly is: readonly string[] };
  readonly refused: {
    readonly code: string | null;
    readonly words: string | null;
    readonly codes: CodeTable;
  };
  readonly receipts: {
    readonly id: string;
    readonly status: string;
    readonly reference: string | null;
    readonly code: string | null;
    readonly statuses: Readonly<Record<string, CarrierReceipt['status']>>;
  } | null;
  readonly inbound: {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly body: string;
  } | null;
  /** What the carrier wants to read; null for nothing. */
  readonly answer: string | null;
};

const bad = (sentence: string) => new Invalid('gateway.bad_setting', `The description: ${sentence}`);

/** Throws Invalid with the first word of it that is wrong. */
export function readDescription(text: string): Description {
  const told = jsonObject(text);
  if (!told) throw bad('it is no JSON object.');
  const known = ['send', 'taken', 'refused', 'receipts', 'inbound', 'answer'];
  const odd = Object.keys(told).find((name) => !known.includes(name));
  if (odd !== undefined) throw bad(`there is no “${odd}”; there are ${known.join(', ')}.`);
  return {
    send: readSend(section(told, 'send')),
    taken: readTaken(section(told, 'taken')),
    refused: readRefused(isObject(told.refused) ? told.refused : {}),
    receipts: told.receipts === undefined ? null : readReceipts(section(told, 'receipts')),
    inbound: told.inbound === undefined ? null : readInbound(section(told, 'inbound')),
    answer: optional(told, 'answer'),
  };
}

function section(told: Json, name: string): Json {
  const value = told[name];
  if (!isObject(value)) throw bad(`“${name}” is missing.`);
  return value;
}

function needed(told: Json, name: string, of: string): string {
  const value = told[name];
  if (typeof value !== 'string' || value === '') throw bad(`“${name}” of “${of}” is missing.`);
  return value;
}

const optional = (told: Json, name: string): string | null => {
  const value = told[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

function oneOf<T extends string>(value: string, allowed: readonly T[], what: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw bad(`${what} is one of ${allowed.join(', ')}.`);
  return found;
}

// What people write does not belong into a header: a line break in it would be another header.
const headerWords = /\{\{(?!secret\}\}|second_secret\}\}|reference\}\})/;

function readSend(told: Json): Description['send'] {
  const url = URL.parse(needed(told, 'url', 'send'));
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '')
    throw bad('“url” of “send” is a whole address, without a password in it.');
  const headers = Object.entries(isObject(told.headers) ? told.headers : {}).map(([name, value]) => {
    if (typeof value !== 'string' || !/^[\w-]+$/.test(name)) throw bad(`the header “${name}” is none.`);
    if (headerWords.test(value)) throw bad(`the header “${name}” may hold secrets and the reference alone.`);
    return [name.toLowerCase(), value] as const;
  });
  return {
    method: oneOf(optional(told, 'method') ?? 'POST', ['GET', 'POST', 'PUT'], '“method” of “send”'),
    ...{ origin: url.origin, path: url.pathname + url.search, headers: Object.fromEntries(headers) },
    as: oneOf(optional(told, 'as') ?? 'json', ['json', 'form', 'query'], '“as” of “send”'),
    fields: section(told, 'fields'),
  };
}

function readTaken(told: Json): Description['taken'] {
  const is = Array.isArray(told.is) ? told.is.map(String) : [];
  return { id: needed(told, 'id', 'taken'), where: optional(told, 'where'), is };
}

function readRefused(told: Json): Description['refused'] {
  const pieces = Object.entries(isObject(told.codes) ? told.codes : {}).map(([name, list]) => {
    const kind = oneOf(name, Object.keys(errorClasses) as ErrorClass[], 'each name in “codes” of “refused”');
    const codes = Array.isArray(list) ? list.map(String) : [];
    return rows(kind, Object.fromEntries(codes.map((code) => [code, errorClasses[kind].toDo])));
  });
  return { code: optional(told, 'code'), words: optional(told, 'words'), codes: codeTable(...pieces) };
}

const states = ['sent', 'delivered', 'undelivered', 'failed', 'rejected', 'expired'] as const;

function readReceipts(told: Json): Description['receipts'] {
  const pairs = Object.entries(section(told, 'statuses')).map(
    ([word, state]) => [word, oneOf(String(state), states, 'each state in “statuses”')] as const,
  );
  return {
    ...{ id: needed(told, 'id', 'receipts'), status: needed(told, 'status', 'receipts') },
    ...{ reference: optional(told, 'reference'), code: optional(told, 'code') },
    statuses: Object.fromEntries(pairs),
  };
}

const readInbound = (told: Json): Description['inbound'] => ({
  ...{ id: needed(told, 'id', 'inbound'), from: needed(told, 'from', 'inbound') },
  ...{ to: needed(told, 'to', 'inbound'), body: needed(told, 'body', 'inbound') },
});
