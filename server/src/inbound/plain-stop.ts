/**
 * Words that are a STOP when they are the whole reply, whatever else is out of order: those that 47 CFR 64.1200(a)(10) names, and
 * their plain Spanish and French. The reader knows many more; this is for the hour in which it fails.
 */
const words = new Set(
  'stop quit end revoke optout cancel unsubscribe stopall alto parar baja cancelar arret arreter desabonner'.split(
    ' ',
  ),
);

export function isPlainStop(body: string): boolean {
  const letters = body
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return words.has(letters);
}
