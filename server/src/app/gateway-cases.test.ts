import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CaseFiles, foldersOf, readCases } from '../../test/gateway-cases/case-files.ts';
import { checklist, shownIn } from '../../test/gateway-cases/checklist.ts';
import { runHttpCases } from '../../test/gateway-cases/run-cases.ts';
import type { GatewayAdapter } from '../gateways/index.ts';
import { adapters } from './gateways.ts';

const gateways = join(import.meta.dirname, '../gateways');
// A twin is the same wire: what its original's cases say is said of it.
const originals = adapters.filter((one) => !one.isRehearsal || one.kind === 'rehearsal');

/** Which case files an adapter owes, by what it says that it can do. */
function owed({ capabilities }: GatewayAdapter, cases: CaseFiles): string[] {
  const { wire, authenticity, receipts } = capabilities;
  if (wire === 'smpp') return cases.submit.length > 0 ? [] : ['submit'];
  const needs: [name: string, has: boolean, isNeeded: boolean][] = [
    ['account', cases.account !== null, true],
    ['submit', cases.submit.length > 0, true],
    ['answers', cases.answers.length > 0, true],
    ['receipts', cases.receipts.length > 0, receipts !== 'none'],
    ['inbound', cases.inbound.length > 0, true],
    [
      'signatures',
      cases.signatures.some((one) => one.isAuthentic),
      authenticity === 'signature' || authenticity === 'password',
    ],
    ['reconcile', cases.reconcile.length > 0, capabilities.class < 'D' && capabilities.class !== 'A'],
  ];
  return needs.filter(([, has, isNeeded]) => isNeeded && !has).map(([name]) => name);
}

test('kinds are told apart', () => {
  const kinds = adapters.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
});

describe.each(originals)('the gateway $kind', (adapter) => {
  const folder = foldersOf(gateways, adapter);
  const cases = readCases(folder);

  test('has its case files', () => {
    expect(existsSync(folder)).toBe(true);
    expect(owed(adapter, cases)).toEqual([]);
  });

  test('shows all that is known to go wrong with it', () => {
    const missing = checklist.filter((item) => !item.isOptional && shownIn(item, adapter, cases) === 0);
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test('knows every code that is written down for it, and no other', () => {
    if (adapter.capabilities.wire === 'smpp') return;
    const written = Object.entries(cases.codes).flatMap(([kind, codes]) => codes.map((code) => [code, kind]));
    const known = Object.entries(adapter.errors).map(([code, row]) => [code, row.class]);
    const sorted = (pairs: string[][]) => pairs.map((pair) => pair.join(' ')).sort();
    expect(sorted(known)).toEqual(sorted(written));
    for (const { says } of Object.values(adapter.errors)) expect(says).toMatch(/^[A-Z0-9“].*\.$/);
  });

  test('asks for what it needs in whole sentences', () => {
    const names = adapter.form.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { help } of adapter.form) expect(help).toMatch(/^[A-Z].*\.$/);
    for (const sentence of adapter.capabilities.cannot) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  if (adapter.capabilities.wire === 'http' && cases.account) runHttpCases(adapter, cases, cases.account);
});
