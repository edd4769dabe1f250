import { describe, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

const marketing = ['--purpose', 'marketing', '--brand', 'Harbor Coffee'];

describe('tidings lint', () => {
  test('asks no service, names line, place, remedy and fix, and ends with 1 at an error', async () => {
    const stdin =
      'Harbor Coffee: rolls from 7. Reply STOP to opt out\n\nHarbor Coffee: menu at bit.ly/x STOP to end!!\n';
    const ran = await runCli(['lint', '-', ...marketing], {
      stdin,
      env: { TIDINGS_URL: '', TIDINGS_KEY: '' },
    });
    expect(ran.code).toBe(1);
    expect(ran.requests).toEqual([]);
    expect(ran.out).toContain('3: Harbor Coffee: menu at bit.ly/x');
    expect(ran.out).toContain(
      'error link.shortener at 24: “bit.ly/x” is an address of a public link shortener',
    );
    expect(ran.out).toContain('warning tone.exclamations');
    expect(ran.out).toContain('!! → !');
    expect(ran.out).toContain('2 texts: 1 error, 1 warning.');
    expect(ran.out).not.toContain('rolls');
  });

  test('ends with 0 where there are warnings alone', async () => {
    const ran = await runCli(['lint', '-', ...marketing], { stdin: 'Harbor Coffee: rolls!! STOP to end' });
    expect(ran.code).toBe(0);
  });

  test('reads JSON, where a text’s own word counts before the flags, and answers with it', async () => {
    const texts = [
      { body: 'Harbor Coffee: two beers for $5. Reply STOP to opt out', age_gate: 21 },
      { body: 'Your order is ready', purpose: 'transactional' },
      'Harbor Coffee: rolls from 7.',
    ];
    const ran = await runCli(['lint', '-', '--json', ...marketing], {
      stdin: JSON.stringify(texts, null, 2),
    });
    const answer = ran.json() as { data: { line: number; findings: { rule: string }[] }[] };
    expect(answer).toMatchObject({ texts: 3, errors: 1, warnings: 1 });
    expect(answer.data.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
      [],
      ['identity.missing'],
      ['opt_out.missing'],
    ]);
  });

  test('reads one object a line', async () => {
    const stdin = '{"body":"Hi {{ first_name"}\n{"body":"Hi"}\n';
    const ran = await runCli(['lint', '-', '--json'], { stdin });
    expect(ran.json()).toMatchObject({ texts: 2, errors: 1, data: [{ line: 1 }, { line: 2, findings: [] }] });
  });

  test('takes a text that begins with a merge field or a bracket for a text', async () => {
    const stdin =
      '{{ first_name | default: "Hello" }}, Harbor Coffee has rolls. STOP to end\n[First Name], rolls';
    const ran = await runCli(['lint', '-', '--json', '--brand', 'Harbor Coffee'], { stdin });
    expect(ran.json()).toMatchObject({ texts: 2, errors: 1 });
  });

  test.each([
    ['[{"body":"a"},', 'begins like JSON and is none'],
    ['{"text":"a"}', 'has text, which is none of body, purpose'],
    ['[{"purpose":"otp"}]', 'Text 1 has no body'],
    ['[{"body":"a","purpose":"ads"}]', 'Text 1 has a purpose that cannot be read'],
    ['[7]', 'Text 1 is neither a text nor an object'],
  ])('refuses %s with a sentence', async (stdin, sentence) => {
    const ran = await runCli(['lint', '-'], { stdin });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(sentence);
  });

  test('of a file that is not there says so', async () => {
    expect((await runCli(['lint', '/nowhere/texts.txt'])).code).toBe(4);
  });
});
