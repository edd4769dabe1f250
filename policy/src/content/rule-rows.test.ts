import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintText } from './lint-text.ts';
import { contentRows } from './rule-rows.ts';

const rulesIn = ([body, known]: (typeof contentRows)[number]['finds']) =>
  lintText({ body, ...known }).map(({ rule }) => rule);

describe('each rule about words is a row with its source and its vectors', () => {
  test.each(contentRows.map((row) => [row.id, row] as const))('%s', (id, { finds, passes, source }) => {
    expect(rulesIn(finds)).toContain(id);
    expect(rulesIn(passes)).not.toContain(id);
    expect(source).not.toBe('');
  });

  test('and there is no other', () => {
    const named = readdirSync(import.meta.dirname)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'rule-rows.ts')
      .flatMap((file) => readFileSync(join(import.meta.dirname, file), 'utf8').match(ruleId) ?? [])
      .map((quoted) => quoted.slice(1, -1));
    expect([...new Set(named)].filter((id) => !contentRows.some((row) => row.id === id))).toEqual([]);
    expect(new Set(contentRows.map(({ id }) => id)).size).toBe(contentRows.length);
  });
});

const ruleId =
  /'(?:identity|opt_out|reserved|category|link|phishing|evasion|purpose|frequency|merge|tone|carrier|can_spam)\.[a-z_]+'/g;
