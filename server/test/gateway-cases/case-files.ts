import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallbackRequest, GatewayAdapter, LookUp, SubmitOutcome } from '../../src/gateways/index.ts';

/**
 * The case files of an adapter: what is recorded of its carrier, as JSON. `docs/guides/new-gateway.md` shows each of them.
 */

/** `account.json`: how the account of the cases is set up. `{origin}` becomes the address of the scripted carrier. */
export type AccountFile = {
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  publicOrigin: string | null;
  callbackPath: string;
};

export type Exchange = {
  request: {
    method: string;
    /** Query included. */
    path: string;
    headers?: Record<string, string>;
    /** Exactly these bytes. */
    body?: string;
  };
  answer: Answer;
};

/** What the scripted carrier answers, or does instead. */
export type Answer =
  | { status: number; headers?: Record<string, string>; body?: unknown; bodyText?: string }
  | { failure: 'reset' | 'silence' };

type Case = { when: string; settings?: Record<string, unknown>; secrets?: Record<string, string> };

export type SubmitCase = Case & {
  text: Record<string, unknown>;
  /** The moment at which it is sent, in ISO 8601, where the request names a time. */
  at?: string;
  /** What has to be asked before the text itself can leave, such as handing over its picture. */
  before?: Exchange[];
  request: Exchange['request'];
};
export type AnswerCase = Case & {
  text?: Record<string, unknown>;
  answer: Answer;
  outcome: Partial<SubmitOutcome>;
};
export type CallbackCase = Case & {
  /** The moment at which it came, in ISO 8601, where something depends on it. */
  at?: string;
  request: {
    method?: CallbackRequest['method'];
    /** What follows the gateway's own address; '' unless given. */
    path?: string;
    query?: string;
    headers?: Record<string, string>;
    body?: unknown;
    bodyText?: string;
    form?: [string, string][];
  };
  receipts?: Record<string, unknown>[];
  inbound?: Record<string, unknown>[];
  parts?: Record<string, unknown>[];
  /** Where nothing can be made of it: a word of the sentence with which it is refused. */
  refused?: string;
};
export type SignatureCase = Case & {
  /** The moment at which it came, in ISO 8601, where the signature holds for a while only. */
  at?: string;
  request: CallbackCase['request'] & { url: string; urls?: string[] };
  isAuthentic: boolean;
  /** Which parts the signature covers: each byte of them is changed in turn, and refused. */
  covers?: ('url' | 'body' | 'signature')[];
  signatureHeader?: string;
};
export type ReconcileCase = Case & {
  lost?: Record<string, unknown>;
  /** Ids that are of other texts of ours. */
  others?: string[];
  exchanges: Exchange[];
  result: LookUp | { kind: LookUp['kind'] };
};
export type AskCase = Case & {
  ask: 'testConnection' | 'balance' | 'listNumbers' | 'lookUpNumber' | 'readText' | 'pointCallbacks' | 'poll';
  with?: string;
  exchanges: Exchange[];
  result: unknown;
};

export type CaseFiles = {
  account: AccountFile | null;
  submit: SubmitCase[];
  answers: AnswerCase[];
  /** Every code of the carrier's, by the class that it has: written by hand from its documentation, beside the adapter's table. */
  codes: Record<string, string[]>;
  receipts: CallbackCase[];
  inbound: CallbackCase[];
  signatures: SignatureCase[];
  reconcile: ReconcileCase[];
  asks: AskCase[];
};

/** The folder of an adapter; the twin of a rehearsal has its original's. */
export function foldersOf(gateways: string, { kind }: Pick<GatewayAdapter, 'kind'>): string {
  const folder = kind.replace(/_/g, '-');
  const twin = folder.replace(/^rehearsal-/, '');
  return join(gateways, existsSync(join(gateways, folder)) ? folder : twin, 'cases');
}

export function readCases(folder: string): CaseFiles {
  const read = <T>(name: string, without: T): T => {
    const path = join(folder, `${name}.json`);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : without;
  };
  return {
    account: read<AccountFile | null>('account', null),
    ...{ submit: read('submit', []), answers: read('answers', []), codes: read('codes', {}) },
    ...{ receipts: read('receipts', []), inbound: read('inbound', []), signatures: read('signatures', []) },
    ...{ reconcile: read('reconcile', []), asks: read('asks', []) },
  };
}
