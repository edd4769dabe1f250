/** A moment as a field for day and hour takes it, by the clock of this computer: "2026-12-01T09:00". Empty where there is none. */
export function localMoment(iso: string | null | undefined): string {
  if (!iso) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
