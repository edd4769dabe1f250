import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isFictionalNumber, parseNumber } from '@tidings/sms/numbers';
import { describe, expect, test } from 'vitest';
import { configurationOf } from '../../e2e/stage/kannel-configuration.ts';
import { type Goal, goals, standingOf } from './goals.ts';
import type { Machine } from './machine.ts';
import { percentile, round } from './measure.ts';
import { readOptions } from './options.ts';
import { renderPage } from './page.ts';
import { type PeopleOptions, peopleChunks } from './people.ts';
import { mergeResults, type Result } from './result.ts';
import { readPage, readResults } from './result-files.ts';
import { defineScenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const machine: Machine = {
  cores: 2,
  processor: 'A processor',
  memoryGb: 25.3,
  node: '24.0.0',
  postgresql: '18.4',
  fdatasyncMs: { p50: 0.1, p99: 0.4 },
};

const walk = defineScenario({
  name: 'walk',
  about: 'Walks a mile.',
  figures: { milesPerHour: 'how fast', theirMilesPerHour: 'how fast they were', ratio: 'ours by theirs' },
  comparisons: [
    { what: 'miles', ours: 'milesPerHour', theirs: 'theirMilesPerHour', ratio: 'ratio', against: 'a snail' },
  ],
  limits: 'On a good road.',
  run: async () => ({ milesPerHour: 3, theirMilesPerHour: 0.03, ratio: 100 }),
});

function resultOf(line: Result['line'], more: Partial<Result> = {}): Result {
  return { measuredOn: '2026-11-24', isQuick: false, loadAverage: 0.1, line, ...more };
}

const walked = resultOf({ scenario: 'walk', milesPerHour: 12_345, theirMilesPerHour: null, ratio: 100 });

describe('the registry', () => {
  test('holds every scenario that has a file, under the name of its file', () => {
    const files = readdirSync(join(import.meta.dirname, 'scenarios')).map((file) =>
      file.replace(/\.ts$/, ''),
    );
    expect(scenarios.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
  });
});

describe('the page', () => {
  test('that is committed says what the committed results say', () => {
    const results = readResults();
    expect(results && renderPage(results, scenarios)).toBe(readPage());
  });

  test('names the machine, each figure with its meaning, and both sides of a comparison', () => {
    const page = renderPage({ machine, results: [walked] }, [walk]);
    expect(page).toContain('2 cores (A processor), 25.3 GB of memory, Node 24.0.0, PostgreSQL 18.4');
    expect(page).toContain('| `milesPerHour` | 12,345 | how fast |');
    expect(page).toContain('| miles | 12,345 | unknown | 100 × |');
    expect(page).toContain('On a good road.');
  });

  test('warns of figures that come from a quick run', () => {
    const quick = resultOf(walked.line, { isQuick: true });
    expect(renderPage({ machine, results: [quick] }, [walk])).toContain('**A quick run');
    expect(renderPage({ machine, results: [walked] }, [walk])).not.toContain('quick run');
  });

  test('leaves out results whose scenario is gone and scenarios that were never run', () => {
    const gone = resultOf({ scenario: 'gone', horses: 7 });
    expect(renderPage({ machine, results: [gone] }, [walk])).not.toMatch(/gone|walk/i);
  });
});

describe('goals', () => {
  const about = { scenario: 'walk', figure: 'milesPerHour', what: 'miles' };
  const least: Goal = { ...about, least: 10 };
  const most: Goal = { ...about, most: 10 };

  test('are met or missed by what was measured in full', () => {
    expect(standingOf(least, [walked])).toEqual({ value: 12_345, standing: 'met' });
    expect(standingOf(most, [walked])).toEqual({ value: 12_345, standing: 'missed' });
    expect(standingOf({ ...least, most: 12_345 }, [walked]).standing).toBe('met');
    expect(standingOf({ ...least, most: 12_344 }, [walked]).standing).toBe('missed');
  });

  test('are neither by a quick run, a figure that is unknown, or none at all', () => {
    const quick = resultOf(walked.line, { isQuick: true });
    expect(standingOf(least, [quick])).toEqual({ value: 12_345, standing: 'a quick run' });
    expect(standingOf({ ...least, figure: 'theirMilesPerHour' }, [walked]).standing).toBe('not measured');
    expect(standingOf(least, []).standing).toBe('not measured');
  });

  test('name figures that their scenarios have', () => {
    const figures = new Set(
      scenarios.flatMap(({ name, figures: all }) => Object.keys(all).map((key) => `${name} ${key}`)),
    );
    // This one comes with what it measures.
    const later = new Set(['api-accept requestsPerSecond']);
    const wanted = goals.map(({ scenario, figure }) => `${scenario} ${figure}`);
    expect(wanted.filter((one) => !figures.has(one) && !later.has(one))).toEqual([]);
  });

  test('stand on the page, whether or not anybody has measured them', () => {
    const page = renderPage({ machine, results: [] }, [walk]);
    expect(page).toContain(
      '| `send-smpp` `textsPerSecond` | ≥ 24,000 | – | not measured | texts a second over SMPP |',
    );
  });
});

describe('Kannel', () => {
  const carrier = { port: 2_775, systemId: 'rehearsal', password: 'bench', window: 1_000 };
  const places = { spool: '/tmp/spool', admin: 1, boxes: 2, http: 3, carrier };

  test('keeps a file for each text only when told so', () => {
    expect(configurationOf(places, 'spool')).toContain('store-type = spool\nstore-location = /tmp/spool\n');
    expect(configurationOf(places, 'memory')).not.toContain('store-');
  });

  test('has the window that ours has', () => {
    expect(configurationOf(places, 'memory')).toContain('max-pending-submits = 1000\n');
  });
});

describe('results', () => {
  const other = resultOf({ scenario: 'other', milesPerHour: 1 });
  const again = resultOf({ scenario: 'walk', milesPerHour: 4 });

  test('of a new run take the place of older ones and leave the rest', () => {
    const before = { machine, results: [walked, other] };
    expect(mergeResults(before, { machine, results: [again] }).results).toEqual([other, again]);
  });

  test('of another machine do not stay beside the new ones', () => {
    const before = { machine: { ...machine, cores: 64 }, results: [walked, other] };
    expect(mergeResults(before, { machine, results: [again] }).results).toEqual([again]);
  });
});

describe('the command line', () => {
  test('takes names of scenarios and options', () => {
    expect(readOptions(['walk', '--quick'], ['walk', 'run'])).toEqual({
      names: ['walk'],
      isQuick: true,
      writes: false,
      isPageOnly: false,
    });
  });

  test('refuses a scenario that does not exist and says which do', () => {
    expect(() => readOptions(['fly'], ['walk', 'run'])).toThrow(
      'There is no scenario fly. There are: walk, run.',
    );
  });
});

describe('figures', () => {
  test('are whole above a hundred and have three digits below', () => {
    expect([123.456, 12.3456, 0.0123456, null, Number.NaN].map(round)).toEqual([
      123,
      12.3,
      0.0123,
      null,
      null,
    ]);
  });

  test('a percentile is the smallest value that so many do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect([percentile(values, 0.5), percentile(values, 0.99), percentile([7], 0.99)]).toEqual([50, 99, 7]);
  });
});

describe('made-up people', () => {
  const listOf = (options: PeopleOptions) => [...peopleChunks(options)].join('');
  // What stands between a name and an e-mail address, in any of the spellings.
  const numbersIn = (list: string) =>
    [...list.matchAll(/,([^,\n]*),person\d+@/g)].map(([, cell = '']) => cell);

  test('are the same for the same seed and others for another', () => {
    expect(listOf({ rows: 50, seed: 3 })).toBe(listOf({ rows: 50, seed: 3 }));
    expect(listOf({ rows: 50, seed: 3 })).not.toBe(listOf({ rows: 50, seed: 4 }));
  });

  test('all have a number that can be read and that film and print may use', () => {
    const parsed = numbersIn(listOf({ rows: 1_000 })).map((cell) =>
      parseNumber(cell, { defaultCountry: 'US' }),
    );
    expect(parsed).toHaveLength(1_000);
    expect(parsed.filter((number) => !number.ok || !isFictionalNumber(number.e164))).toEqual([]);
  });

  test('all have different numbers that begin with 555 when told so', () => {
    const cells = numbersIn(listOf({ rows: 50_000, areAllDifferent: true, repeats: 0 }));
    const numbers = new Set(cells.map((cell) => cell.replace(/\D/g, '').slice(-10)));
    expect(numbers.size).toBe(50_000);
    expect([...numbers].filter((number) => number.slice(3, 6) !== '555')).toEqual([]);
  });

  test('come in the dialects of other programs', () => {
    expect(listOf({ rows: 1, dialect: 'semicolon' })).toMatch(/^First Name;Last Name;.*\r\n/);
    expect(listOf({ rows: 1, dialect: 'tab' })).toMatch(/^\uFEFFFirst Name\tLast Name\t/);
  });
});
