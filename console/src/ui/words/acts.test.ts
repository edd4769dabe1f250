import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPhrasebook } from '@tidings/sms/sentences';
import { expect, it } from 'vitest';
import { wordsOf } from '../words.ts';
import { spanishOfActs } from './es-acts.ts';

const server = join(import.meta.dirname, '../../../../server/src');
const code = globSync('**/*.ts', { cwd: server, exclude: (name) => name.endsWith('.test.ts') })
  .map((file) => readFileSync(join(server, file), 'utf8'))
  .join('\n');
const acts = new Set([...code.matchAll(/\bact: '([a-z_]+\.[a-z_]+)'/g)].map(([, act]) => act ?? ''));

const say = openPhrasebook(spanishOfActs);

it('says the acts of the audit in Spanish', () => {
  expect(acts.size).toBeGreaterThan(200);
  // Each thing and each deed has words of its own, so nothing of the English is left.
  const left = [...acts].filter((act) => {
    const thing = wordsOf(act.split('.')[0] ?? '');
    const deed = wordsOf(act).slice(thing.length + 1);
    return !Object.hasOwn(spanishOfActs, thing) || !Object.hasOwn(spanishOfActs, `{1} ${deed}`);
  });
  expect(left).toEqual([]);
});

it.each([
  ['campaign.created', 'Campaña: se creó'],
  ['campaign.approval_asked', 'Campaña: se pidió aprobación'],
  ['data_request.code_sent', 'Solicitud de datos: se envió un código'],
  ['workspace.second_factor', 'Espacio de trabajo: se cambió el segundo factor'],
])('says %s as %s', (act, said) => expect(say(wordsOf(act))).toBe(said));
