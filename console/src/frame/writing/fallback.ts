const gap = 'default: "…"';

/** Whether it names a field that people may lack, and says nothing yet for those who do. */
export const hasGap = (insert: string): boolean => insert.includes(gap);

/** The same with the words for whoever has nothing in the field, in quotes that the words do not end. */
export function withFallback(insert: string, words: string): string {
  const said = words.trim();
  const quoted = said.includes('"') ? `'${said.replaceAll("'", '’')}'` : `"${said}"`;
  return insert.replace(gap, () => `default: ${quoted}`);
}
