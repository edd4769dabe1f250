/**
 * Our reference for a text: `<installation>.<message id in base 36>`. The installation's part keeps two installations on
 * one carrier account apart; the rest is known before the first byte leaves, so a lost answer can be asked for by it.
 */
export function referenceOf(instanceId: string, messageId: number): string {
  return `${instanceId}.${messageId.toString(36)}`;
}

/** The message behind a reference; null when another installation (or nobody) made it. */
export function messageOfReference(instanceId: string, reference: string): number | null {
  const from = instanceId.length + 1;
  if (!reference.startsWith(instanceId) || reference[from - 1] !== '.') return null;
  const id = reference.slice(from);
  if (!/^[0-9a-z]{1,11}$/.test(id)) return null;
  const messageId = Number.parseInt(id, 36);
  return Number.isSafeInteger(messageId) ? messageId : null;
}
