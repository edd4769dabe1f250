import { parseNumbers } from '@tidings/sms/numbers';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { listDemoColumn } from '../demo-column.ts';
import { measureRates } from '../measure.ts';
import { defineScenario } from '../scenario.ts';

export const numbers = defineScenario({
  name: 'numbers',
  about:
    'Reads the 10,000 cells of the column “Mobile Phone” of the demo list (`parseNumbers` of `sms/`), against libphonenumber-js with full metadata, called for each cell.',
  figures: {
    cellsPerSecond: 'cells read by us in a second, refusals with their reasons included',
    theirCellsPerSecond: 'the same cells given to libphonenumber, with its check of validity',
    ratio: 'ours by theirs',
    readableShare: 'share of the cells in which we find a number that can be texted',
    theirReadableShare: 'share of the cells that libphonenumber calls valid',
  },
  comparisons: [
    {
      what: 'cells a second',
      ours: 'cellsPerSecond',
      theirs: 'theirCellsPerSecond',
      ratio: 'ratio',
      against: 'libphonenumber-js',
    },
  ],
  limits:
    'One thread, warm; the import does this on as many threads as there are cores. We remember which North American areas are whose and ask libphonenumber once for each; lists of other countries are read at its speed.',
  async run({ isQuick, say }) {
    const cells = listDemoColumn('Mobile Phone');
    say(`reading ${cells.length} cells`);
    const found = { ours: 0, theirs: 0 };
    const rates = await measureRates(
      {
        ours() {
          found.ours = cells.filter((cell) =>
            parseNumbers(cell, { defaultCountry: 'US' }).some(({ ok }) => ok),
          ).length;
          return cells.length;
        },
        theirs() {
          found.theirs = cells.filter((cell) => parsePhoneNumberFromString(cell, 'US')?.isValid()).length;
          return cells.length;
        },
      },
      isQuick,
    );
    return {
      cellsPerSecond: rates.ours,
      theirCellsPerSecond: rates.theirs,
      ratio: rates.ours / rates.theirs,
      readableShare: found.ours / cells.length,
      theirReadableShare: found.theirs / cells.length,
    };
  },
});
