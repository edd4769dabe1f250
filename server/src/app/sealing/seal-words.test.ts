import { describe, expect, test } from 'vitest';
import { noSeals } from '../../platform/sealed-column.ts';
import { describeReseal, isWholeReseal, judgeSeals } from './seal-words.ts';

const gateway = { ...noSeals, name: 'gateway.sealed_secret' };
const keyword = { ...noSeals, name: 'keyword.secret' };

describe('what doctor says of sealed values', () => {
  test('counts those that need an older key, and where they are', () => {
    expect(
      judgeSeals([
        { ...gateway, older: 2, present: 5 },
        { ...keyword, older: 1 },
      ]),
    ).toEqual({
      status: 'warning',
      sentence: expect.stringContaining(
        '3 values still need an older key: gateway.sealed_secret (2), keyword.secret (1).',
      ),
    });
    expect(judgeSeals([{ ...keyword, older: 1 }]).sentence).toContain('1 value still needs an older key');
  });

  test('fails where no key opens one, and is content where none is left', () => {
    expect(
      judgeSeals([
        { ...gateway, older: 2 },
        { ...keyword, lost: 1 },
      ]),
    ).toMatchObject({
      status: 'failed',
      sentence: expect.stringContaining('1 value: keyword.secret (1)'),
    });
    expect(judgeSeals([{ ...gateway, present: 9 }]).status).toBe('ok');
  });
});

describe('what reseal answers', () => {
  test('is whole only where nothing was lost and nothing changed under it', () => {
    expect(isWholeReseal([{ ...gateway, older: 3, present: 1 }])).toBe(true);
    expect(isWholeReseal([gateway, { ...keyword, lost: 1 }])).toBe(false);
    expect(isWholeReseal([gateway, { ...keyword, changed: 1 }])).toBe(false);
  });

  test('names what was lost by table and count, and then does not say that all is well', () => {
    const said = describeReseal([
      { ...gateway, older: 3, present: 1 },
      { ...keyword, lost: 2 },
    ]).join('\n');
    expect(said).toContain('3 sealed anew, 1 of the present key already');
    expect(said).toContain('No key that was given opens 2 values: keyword.secret (2).');
    expect(said).not.toContain('Everything sealed');
    expect(describeReseal([{ ...gateway, older: 3 }]).at(-1)).toContain('Everything sealed');
  });
});
