import { insertLinks, tokensOf } from '../../server/src/links/index.ts';
import type { Cast, Stage } from './stage.ts';

// A chunk has 500 texts here.
const textsPerChunk = 500;

/** A link in the texts of as many chunks as that takes: the token of each text, as dispatch would write it. */
export async function tokensOfTexts({ ctx }: Stage, { workspaceId }: Cast, texts: number): Promise<string[]> {
  return ctx.db.tx(workspaceId, async (tx) => {
    const at = ctx.clock.now();
    const id = ctx.ids.uuid();
    const made = {
      label: null,
      campaignId: null,
      expiresAt: null,
      madeBy: 'test',
      createdAt: at,
      changedAt: at,
    };
    await insertLinks(tx, [{ id, url: 'https://shop.example/sale', state: 'on', ...made }]);
    const tokens: string[] = [];
    for (let first = 0; first < texts; first += textsPerChunk) {
      const positions = Array.from({ length: Math.min(textsPerChunk, texts - first) }, (_, at) => at);
      const { rows } = await tx.query<{ id: number }>('select next_message_block() as id', []);
      const found = await tokensOf(tx, ctx, [id], rows[0]?.id ?? 0, positions);
      tokens.push(...(found.get(id) ?? []));
    }
    return tokens;
  });
}
