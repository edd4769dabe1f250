import type { Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { choose, isId, type Kind } from './choose.ts';

const segmentKind: Kind = { word: 'segment', prefix: 'seg', listing: 'tidings segments list' };

/** A segment by its id or its name. */
export async function findSegment(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, segmentKind)) return wanted;
  return choose(await listAll(desk), wanted, segmentKind).id;
}

/** The segment of exactly that name, where there is one. */
export async function findSegmentByName(desk: Desk, name: string): Promise<Schemas['Segment'] | undefined> {
  return (await listAll(desk)).find((segment) => segment.name === name);
}

export async function findSegments(desk: Desk, wanted: readonly string[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  const all = wanted.every((one) => isId(one, segmentKind)) ? [] : await listAll(desk);
  return wanted.map((one) => (isId(one, segmentKind) ? one : choose(all, one, segmentKind).id));
}

async function listAll(desk: Desk): Promise<Schemas['Segment'][]> {
  const found: Schemas['Segment'][] = [];
  for await (const segment of desk.tidings.each('/v1/segments', { query: { limit: 200 } }))
    found.push(segment);
  return found;
}
