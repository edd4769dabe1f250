/**
 * How many texts in a row an account has taken without answering for one of them. A carrier that accepts connections and resets
 * them after the text is worse than one that is away: whatever goes there becomes unknown, and nobody may send it elsewhere.
 */
export type Silence = {
  /** Of a wave: how many were answered, how many answers were lost. Returns how many are lost in a row by now. */
  note(gatewayId: string, answered: number, lost: number): number;
};

/** So many lost in a row, and nothing answered, are no accident any more. */
export const silenceAtMost = 5;

export function openSilence(): Silence {
  const lostInRow = new Map<string, number>();
  return {
    note(gatewayId, answered, lost) {
      if (answered > 0) lostInRow.delete(gatewayId);
      else if (lost > 0) lostInRow.set(gatewayId, (lostInRow.get(gatewayId) ?? 0) + lost);
      return lostInRow.get(gatewayId) ?? 0;
    },
  };
}
