/** Copies words, or says that it cannot: browsers lend the clipboard only to pages that came by https, or from this machine. */
export async function copyText(words: string): Promise<boolean> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (!clipboard) return false;
  return clipboard.writeText(words).then(
    () => true,
    () => false,
  );
}
