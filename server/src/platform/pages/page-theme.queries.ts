import type { Tx } from '../db/pool.ts';
import { type PageTheme, usualTheme } from './page.ts';

export async function getPageTheme(tx: Tx): Promise<PageTheme> {
  const { rows } = await tx.query<PageTheme>({
    name: 'pages_get_theme',
    text: 'select accent, canvas from page_theme where workspace_id = current_workspace()',
    values: [],
  });
  return rows[0] ?? usualTheme;
}

export async function savePageTheme(tx: Tx, { accent, canvas }: PageTheme): Promise<void> {
  await tx.query(
    `insert into page_theme (workspace_id, accent, canvas) values (current_workspace(), $1, $2)
     on conflict (workspace_id) do update set accent = excluded.accent, canvas = excluded.canvas`,
    [accent.toLowerCase(), canvas.toLowerCase()],
  );
}
