import { describe, expect, test } from 'vitest';
import { refusal, runCli } from '../../test/run-cli.ts';

const answers = (body: string, isOwn: boolean, warnings: object[] = []) => ({
  object: 'automatic_answers',
  data: [{ language: 'es', occasion: 'stop', body, is_own: isOwn, set_by: null, set_at: null }],
  warnings,
});
const words = '{{ brand }}: Listo.';

describe('tidings answers', () => {
  test('prints what each is answered with, and whose words they are', async () => {
    const routes = { 'GET /v1/workspace/answers': () => answers('{{ brand }}: Adiós.', false) };
    const ran = await runCli(['answers'], { routes });
    expect(ran.code).toBe(0);
    for (const part of ['STOP', 'es', 'usual', 'Adiós']) expect(ran.out).toContain(part);
  });

  test('sets own words, says what to know about them, and gives the usual ones back', async () => {
    const warnings = [{ code: 'text.long', sentence: 'It takes 2 parts.' }];
    const routes = { 'PUT /v1/workspace/answers': () => answers(words, true, warnings) };
    const set = await runCli(['answers', 'set', 'stop', 'es', words], { routes });
    expect(set.asked[0]?.body).toEqual({ occasion: 'stop', language: 'es', body: words });
    expect(set.out).toContain('own');
    expect(set.out).toContain('It takes 2 parts.');
    const reset = await runCli(['answers', 'reset', 'stop', 'es'], { routes });
    expect(reset.asked[0]?.body).toEqual({ occasion: 'stop', language: 'es', body: null });
  });

  test('passes on why words are refused', async () => {
    const detail = 'Write {{ brand }} where the answer says whom it is from.';
    const routes = { 'PUT /v1/workspace/answers': () => refusal(422, 'answer.no_brand', detail) };
    const ran = await runCli(['answers', 'set', 'stop', 'es', 'Listo.'], { routes });
    expect(ran.code).not.toBe(0);
    expect(ran.err).toContain(detail);
  });
});
