/** Half of how fast it goes, or may go; once it has a pace of its own, that. One digit behind the point, and never nothing. */
export function paceToOffer(
  pace: { level: string; parts_per_second: number },
  progress: { texts_per_second: number },
): number {
  if (pace.level === 'campaign') return pace.parts_per_second;
  const now = progress.texts_per_second > 0 ? progress.texts_per_second : pace.parts_per_second;
  return Math.max(0.1, Math.round(Math.min(now, pace.parts_per_second) * 5) / 10);
}
