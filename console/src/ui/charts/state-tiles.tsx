import classes from './charts.module.css';
import { strengthOf } from './scale.ts';

/** Where each state stands, in columns and rows of one size: near enough to a map to find one's own, and none too small to see. */
const places: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ...{ AK: [1, 1], ME: [12, 1], VT: [11, 2], NH: [12, 2] },
  ...{ WA: [2, 3], ID: [3, 3], MT: [4, 3], ND: [5, 3], MN: [6, 3], IL: [7, 3], WI: [8, 3], MI: [9, 3] },
  ...{ NY: [10, 3], RI: [11, 3], MA: [12, 3] },
  ...{ OR: [2, 4], NV: [3, 4], WY: [4, 4], SD: [5, 4], IA: [6, 4], IN: [7, 4], OH: [8, 4], PA: [9, 4] },
  ...{ NJ: [10, 4], CT: [11, 4] },
  ...{ CA: [2, 5], UT: [3, 5], CO: [4, 5], NE: [5, 5], MO: [6, 5], KY: [7, 5], WV: [8, 5], VA: [9, 5] },
  ...{ MD: [10, 5], DE: [11, 5] },
  ...{ AZ: [3, 6], NM: [4, 6], KS: [5, 6], AR: [6, 6], TN: [7, 6], NC: [8, 6], SC: [9, 6], DC: [10, 6] },
  ...{ OK: [5, 7], LA: [6, 7], MS: [7, 7], AL: [8, 7], GA: [9, 7] },
  ...{ HI: [1, 8], TX: [5, 8], FL: [10, 8], PR: [12, 8] },
};

export const stateCodes: readonly string[] = Object.keys(places);

/** The states of the US as tiles, coloured by a figure. The same figures stand in the table beside it, so for whoever does not see it it is nothing. */
export function StateTiles({
  values,
}: {
  values: ReadonlyMap<string, { share: number; shown: string; title: string }>;
}) {
  const most = Math.max(0, ...[...values.values()].map(({ share }) => share));
  return (
    <div className={classes.tiles} aria-hidden="true">
      {Object.entries(places).map(([code, [column, row]]) => {
        const found = values.get(code);
        return (
          <span
            key={code}
            className={classes.tile}
            data-strength={found ? strengthOf(found.share, most) : undefined}
            title={found?.title}
            style={{ gridColumn: column, gridRow: row }}
          >
            <b>{code}</b>
            {found && <span className={classes.tileValue}>{found.shown}</span>}
          </span>
        );
      })}
    </div>
  );
}
