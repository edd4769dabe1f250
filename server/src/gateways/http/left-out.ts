/**
 * A carrier's own mock server leaves out of its paths what its description has under `servers`: what is `/v2/messages` at the carrier is
 * `/messages` there. Such a place is written with those beginnings behind a `#`, with commas between: `http://127.0.0.1:4010#/v2`.
 */
export type Placed = { readonly origin: string; pathOf(path: string): string };

const same = (path: string): string => path;

export function readPlace(place: string): Placed {
  const at = place.indexOf('#');
  if (at < 0) return { origin: place, pathOf: same };
  const beginnings = place.slice(at + 1).split(',');
  return {
    origin: place.slice(0, at),
    pathOf(path) {
      const left = beginnings.find((one) => path.startsWith(one) && /^([/?]|$)/.test(path.slice(one.length)));
      const rest = left === undefined ? path : path.slice(left.length);
      return rest.startsWith('/') ? rest : `/${rest}`;
    },
  };
}
