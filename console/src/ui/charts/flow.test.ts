import { expect, it } from 'vitest';
import { placeFlow } from './flow.ts';

const node = (key: string, count: number) => ({ key, name: key, count, tone: 'calm' as const });

it('gives every part the width of its people, from one column to the next', () => {
  const { nodes, bands } = placeFlow(
    [[node('chosen', 100)], [node('texted', 80), node('no consent', 20)], [node('delivered', 80)]],
    226,
  );
  expect(nodes.map(({ key, column, height }) => [key, column, height])).toEqual([
    ['chosen', 0, 200],
    ['texted', 1, 160],
    ['no consent', 1, 40],
    ['delivered', 2, 160],
  ]);
  expect(bands.map(({ key, fromY, height }) => [key, fromY, height])).toEqual([
    ['texted', 0, 160],
    ['no consent', 160, 40],
    ['delivered', 0, 160],
  ]);
});

it('leaves out what is nobody, and draws one of a million as a line all the same', () => {
  const { nodes } = placeFlow(
    [[node('chosen', 1_000_000)], [node('texted', 999_999), node('left', 1), node('none', 0)]],
    200,
  );
  expect(nodes.map(({ key }) => key)).toEqual(['chosen', 'texted', 'left']);
  expect(nodes[2]?.height).toBe(2);
  expect(placeFlow([[node('chosen', 0)]], 200)).toMatchObject({ nodes: [], bands: [] });
});
