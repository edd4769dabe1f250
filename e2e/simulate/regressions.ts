/**
 * Seeds whose world once went wrong, and what was found there. A seed draws the same world only as long as nobody changes
 * how worlds are drawn; what was found stays found because the laws are the same in all of them.
 */
export const regressions: readonly { seed: number; found: string }[] = [
  {
    seed: 302,
    found: 'A run paused and resumed while a chunk was decided: people left out of it were nowhere.',
  },
  { seed: 429, found: 'The same, with a lease that had run out.' },
  { seed: 999, found: 'The same, under two pauses.' },
  { seed: 8, found: 'A text to be sent again of a run that was stopped was asked about for ever.' },
  { seed: 334, found: 'The same, of a run that rests.' },
  {
    seed: 7_596,
    found:
      'After a freeze the texts of a slow number waited for moments later than their deadline, went back, and had taken those moments: nothing left any more.',
  },
  {
    seed: 3_430,
    found: 'A worker that woke late called a text unknown once more. Harmless; the law was too strict.',
  },
  {
    seed: 430_315,
    found:
      'Of two statements that travelled together one failed, and the other went on taking rows that nobody gave back. The played database was wrong; PostgreSQL does them one after another.',
  },
  {
    seed: 425_785,
    found:
      'A text that was on its way again left by its earlier chunk too: that had given its intent back, and looked for later chunks only where one stood.',
  },
  {
    seed: 427_693,
    found:
      'A STOP did not see the chunk in which an unknown text was being put back into the queue, and a START a moment later let it go.',
  },
];
