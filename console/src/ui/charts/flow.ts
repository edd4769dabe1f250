/** A campaign as a river: what comes in at the left parts on its way, and every part keeps its width. Pure; drawn by flow-picture.tsx. */
export type FlowNode = {
  key: string;
  name: string;
  count: number;
  tone: 'calm' | 'good' | 'warn' | 'bad' | 'quiet' | 'odd';
};
/** Each column holds what the first node of the column before came to; the first of a column goes on, the others end there. */
export type FlowColumn = readonly FlowNode[];

export type PlacedNode = FlowNode & { column: number; y: number; height: number };
export type PlacedBand = {
  key: string;
  tone: FlowNode['tone'];
  column: number;
  fromY: number;
  toY: number;
  height: number;
};

/** Room between two that end in the same column, so that their names do not run into each other. */
const gap = 26;
const leastHeight = 2;

/** Where everything stands in a picture of this height. What is nobody is left out. */
export function placeFlow(
  columns: readonly FlowColumn[],
  height: number,
): { nodes: PlacedNode[]; bands: PlacedBand[]; height: number } {
  const shown = columns
    .map((column) => column.filter(({ count }) => count > 0))
    .filter(({ length }) => length > 0);
  const all = Math.max(1, ...shown.map((column) => column.reduce((sum, { count }) => sum + count, 0)));
  const most = Math.max(0, ...shown.map(({ length }) => length - 1));
  const room = Math.max(60, height - most * gap);
  const tall = (count: number) => Math.max(leastHeight, (count / all) * room);
  const nodes: PlacedNode[] = [];
  const bands: PlacedBand[] = [];
  let before: PlacedNode | null = null;
  for (const [column, of] of shown.entries()) {
    let y = 0;
    // What comes out of one node leaves it from top to bottom in the order of what it becomes.
    let fromY: number = before?.y ?? 0;
    let first: PlacedNode | null = null;
    for (const node of of) {
      const placed = { ...node, column, y, height: tall(node.count) };
      nodes.push(placed);
      first ??= placed;
      if (before) {
        bands.push({
          key: node.key,
          tone: node.tone,
          column: column - 1,
          fromY,
          toY: y,
          height: placed.height,
        });
        fromY += placed.height;
      }
      y += placed.height + gap;
    }
    before = first;
  }
  const lowest = Math.max(0, ...nodes.map((node) => node.y + Math.max(node.height, 16)));
  return { nodes, bands, height: Math.max(lowest, 40) };
}
