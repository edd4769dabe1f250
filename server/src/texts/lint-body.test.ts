import { describe, expect, test } from 'vitest';
import { noRulings } from '../compliance/index.ts';
import type { Program } from '../contacts/index.ts';
import { openJudgedWords } from './judged-words.ts';
import { lintBody, refuseShared } from './lint-body.ts';
import type { Known } from './load-known.ts';

const brandId = '0190cccc-0000-7000-8000-000000000001';
const program = {
  ...{ id: 'p', brandId, brandName: 'Bakery', helpContact: 'help@bakery.example', name: 'Offers' },
  ...{ purpose: 'marketing', textsPerMonth: 4 },
} as Program;
const known = {
  brands: new Map(),
  told: new Map([[brandId, new Set([7])]]),
  workspace: { country: 'US' },
  rulings: noRulings,
} as unknown as Known;

const lint = (body: string, change: Partial<Parameters<typeof lintBody>[0]> = {}) =>
  lintBody(
    { body, program, sender: { kind: 'long_code' }, contact: null, ...change },
    known,
    openJudgedWords(),
  );

describe('a single text', () => {
  test('of marketing says how to leave to whoever has not been told, and need not to others', () => {
    const body = 'Bakery: rolls at four.';
    expect(lint(body)).toMatchObject({
      code: 'opt_out.missing',
      pointer: '/body',
      details: [{ position: 22, end: 22, suggestion: ' Reply STOP to opt out' }],
    });
    expect(lint(body, { contact: { id: 8 } })).toMatchObject({ code: 'opt_out.missing' });
    expect(lint(body, { contact: { id: 7 } })).toEqual({ warnings: [] });
  });

  test('is refused with everything that stands against it', () => {
    const refusal = lint('Beer for $5 at bit.ly/x', { contact: { id: 7 } });
    expect(refusal).toMatchObject({
      code: 'identity.missing',
      details: [{ code: 'identity.missing' }, { code: 'category.alcohol' }, { code: 'link.shortener' }],
    });
  });

  test('from a name to which nobody can write names another way to leave', () => {
    const body = 'Bakery: rolls at four. Reply STOP to opt out';
    expect(lint(body, { sender: { kind: 'alphanumeric' } })).toMatchObject({ code: 'opt_out.no_reply' });
  });

  test('of another purpose is warned where marketing is refused', () => {
    const orders = { ...program, purpose: 'transactional' } as Program;
    expect(lint('Your order has left.', { program: orders })).toMatchObject({
      warnings: [{ code: 'identity.missing' }],
    });
    // What sells is marketing, and must say who writes and how to leave.
    expect(lint('Your order has left. Shop now!', { program: orders })).toMatchObject({
      code: 'identity.missing',
      details: [{ code: 'identity.missing' }, { code: 'opt_out.missing' }],
    });
    const body = 'Bakery: your order has left. Shop now! Reply STOP to opt out';
    expect(lint(body, { program: orders })).toMatchObject({ warnings: [{ code: 'purpose.promotion' }] });
    const codes = { ...orders, purpose: 'otp' } as Program;
    expect(lint(body, { program: codes })).toMatchObject({ code: 'purpose.promotion' });
  });
});

test('a request for many is refused for words that nobody may get, and left to each text for the rest', () => {
  expect(refuseShared('{{ first_name }}, rolls at bit.ly/x', program, known)).toMatchObject({
    code: 'link.shortener',
  });
  expect(refuseShared('{{ text }}', program, known)).toBeNull();
});
