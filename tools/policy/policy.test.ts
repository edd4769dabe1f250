import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run as explain } from './explain.ts';
import { isOpen } from './oracle.ts';
import { checkAgainstOracle } from './oracle-check.ts';

const ask = (line: string) => JSON.parse(explain(`${line} --json`.split(' ')));

describe('policy explain', () => {
  test('answers a hold with its end and its reasons', () => {
    const answer = ask('--to +18505550100 --at 2026-11-24T13:30:00Z --purpose marketing');
    expect(answer).toMatchObject({ decision: 'hold', until: '2026-11-24T14:00:00Z' });
    expect(answer.trace.length).toBeGreaterThan(3);
  });

  test('answers what may go with when its window closes', () => {
    expect(ask('--to +12125550100 --at 2026-11-24T08:00:00-05:00')).toMatchObject({
      decision: 'allow',
      closes_at: '2026-11-25T02:00:00Z',
    });
  });

  const noon = ['--to', '+12125550100', '--at', '2026-11-24T17:00:00Z', '--json'];
  const say = (...more: string[]) => JSON.parse(explain([...noon, ...more]));
  const rulesOf = ({ trace }: { trace: { rule: string }[] }) => trace.map(({ rule }) => rule);

  test('looks at the words, where they are said', () => {
    expect(say('--body', 'Harbor Coffee: rolls from 7')).toMatchObject({ decision: 'allow' });
    const shortened = say('--body', 'Harbor Coffee: rolls from 7, see bit.ly/rolls for more');
    expect(shortened.decision).toBe('drop');
    expect(rulesOf(shortened)).toContain('content.link.shortener');
    const unnamed = say('--body', 'Rolls from 7', '--brand', 'Harbor Coffee');
    expect(unnamed.decision).toBe('drop');
    expect(rulesOf(unnamed).some((rule) => rule.startsWith('content.'))).toBe(true);
  });

  test('counts a text that sells as marketing, whatever it is for', () => {
    const night = [
      '--to',
      '+12125550100',
      '--at',
      '2026-11-24T08:00:00Z',
      '--json',
      '--purpose',
      'transactional',
    ];
    const tell = (body: string) => JSON.parse(explain([...night, '--urgent', '--body', body]));
    expect(tell('Bakery: your bread is ready')).toMatchObject({ decision: 'allow' });
    const sold = tell('Bakery: your bread is ready. Get 20% off today');
    expect(sold.decision).toBe('hold');
    expect(rulesOf(sold)).toEqual(
      expect.arrayContaining(['permission.us.marketing', 'content.purpose.promotion']),
    );
  });

  test('looks at the sender, where one is named', () => {
    expect(say('--sender', '+1 202 555 0100').decision).toBe('allow');
    expect(rulesOf(say('--sender', '12345'))).toContain('sender.short_code');
    expect(say('--sender', 'HarborCafe').decision).toBe('drop');
    expect(() => say('--sender', 'Harbor Coffee Company')).toThrow(/no sender/);
  });

  test.each([
    ['--to 5550100 --at 2026-11-24T13:00:00Z', /is no number/],
    ['--to +12125550100 --at yesterday', /is no instant/],
    ['--to +12125550100 --at 2026-02-30T13:00:00Z', /is no instant/],
    ['--to +12125550100 --at 2026-11-24T13:00:00', /is no instant/],
    ['--to +12125550100 --at 2026-11-24T13:00:00Z --state ZZ', /no state/],
    ['--to +12125550100 --at 2026-11-24T13:00:00Z --zone EST', /no time zone/],
    ['--to +12125550100 --at 2026-11-24T13:00:00Z --purpose fun', /no purpose/],
    ['--to +12125550100 --at 2026-11-24T13:00:00Z --profile loose', /no profile/],
    ['--to +12125550100 --at 2026-11-24T13:00:00Z --colour red', /not known here/],
    ['--to +12125550100', /--at is missing/],
    ['--to +999555010000 --at 2026-11-24T13:00:00Z', /belongs to no country/],
  ])('refuses “%s”', (line, sentence) => expect(() => ask(line)).toThrow(sentence));

  test('ends with 2 and one line when the question cannot be read, and with 0 when it can', () => {
    const main = join(import.meta.dirname, 'main.ts');
    const policy = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
    const bad = policy('explain', '--to', 'nobody');
    expect([bad.status, bad.stdout, bad.stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    const good = policy('explain', '--to', '+12125550100', '--at', '2026-11-24T13:00:00Z', '--json');
    expect([good.status, JSON.parse(good.stdout).decision]).toEqual([0, 'allow']);
  });
});

describe('the oracle', () => {
  test('agrees on some thousand instants; `policy oracle` asks about a million', () => {
    const { wrong, holds } = checkAgainstOracle(3_000, 20261124);
    expect(wrong).toEqual([]);
    expect(holds).toBeGreaterThan(500);
  });

  test('would notice an hour more', () => {
    const newYork = { states: ['NY'], zones: ['America/New_York'] };
    expect(isOpen(newYork, true, Date.parse('2026-11-24T12:59:59Z'))).toBe(false);
    expect(isOpen(newYork, true, Date.parse('2026-11-24T13:00:00Z'))).toBe(true);
  });
});
