/**
 * A second opinion on the hours, which shares no code and no table of hours with the engine: what is asked is whether a
 * window is open on the wall, by what Intl writes and by rules of thumb about dates. It knows no “until”; whoever checks
 * one walks there in steps. Only the table of area codes is the same, because it is what both are asked about.
 */
export interface OraclePlace {
  readonly states: readonly string[];
  readonly zones: readonly string[];
}

// State: Monday to Friday, Saturday, Sunday; H where holidays are closed.
const table = `
AL 0800-2000 0800-2000 ----- H
CT 0900-2000 0900-2000 0900-2000
FL 0800-2000 0800-2000 0800-2000
KY 1000-2100 1000-2100 1000-2100
LA 0800-2000 0800-2000 ----- H
MA 0800-2000 0800-2000 0800-2000
MD 0800-2000 0800-2000 0800-2000
MI 0900-2100 0900-2100 0900-2100
MN 0900-2100 0900-2100 0900-2100
MS 0800-2000 0800-2000 -----
NJ 0800-2100 0800-2100 0800-2100
NM 0900-2100 0900-2100 0900-2100
NV 0900-2000 0900-2000 0900-2000
NY 0800-2100 0800-2100 0800-2100
OK 0800-2000 0800-2000 0800-2000
OR 0800-2000 0800-2000 0800-2000
PA 0800-2100 0800-2100 0800-2100 H
RI 0900-1800 1000-1700 ----- H
SD 0900-2100 ----- -----
TX 0900-2100 0900-2100 1200-2100
UT 0800-2100 0800-2100 ----- H
VA 0800-2100 0800-2100 0800-2100
WA 0800-2000 0800-2000 0800-2000
WY 0800-2000 0800-2000 0800-2000`;

const lines = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, 2), line.slice(3).split(' ')]),
);

// Good Fridays, as almanacs print them.
const goodFridays = new Set(
  '2024-03-29 2025-04-18 2026-04-03 2027-03-26 2028-04-14 2029-03-30 2030-04-19 2031-04-11 2032-03-26 2033-04-15'.split(
    ' ',
  ),
);

export function isOpen(place: OraclePlace, isStrict: boolean, ms: number): boolean {
  return place.zones.every((zone) => {
    const here = readWall(zone, ms);
    if (here.time < '0800' || here.time >= '2100') return false;
    if (!isStrict) return true;
    return place.states.every((state) =>
      isOpenIn(state, state === 'MS' ? readWall('America/Chicago', ms) : here),
    );
  });
}

interface Wall {
  readonly weekday: string;
  readonly date: string;
  readonly time: string;
}

function isOpenIn(state: string, wall: Wall): boolean {
  const line = lines.get(state);
  if (!line) return true;
  const window = line[wall.weekday === 'Sat' ? 1 : wall.weekday === 'Sun' ? 2 : 0] ?? '';
  if (line[3] === 'H' && isHoliday(state, wall)) return false;
  const [from = '', to = ''] = window.split('-');
  return from !== '' && wall.time >= from && wall.time < to;
}

function isHoliday(state: string, { weekday, date }: Wall): boolean {
  const month = date.slice(5, 7);
  const day = Number(date.slice(8));
  const falls = (name: string, from: number, to: number) => weekday === name && day >= from && day <= to;
  const isMoving =
    (month === '01' && falls('Mon', 15, 21)) ||
    (month === '02' && falls('Mon', 15, 21)) ||
    (month === '05' && falls('Mon', 25, 31)) ||
    (month === '09' && falls('Mon', 1, 7)) ||
    (month === '11' && falls('Thu', 22, 28));
  if (isMoving || isKept(date, weekday, fixedIn(state))) return true;
  if (state === 'AL')
    return (month === '04' && falls('Mon', 22, 28)) || (month === '06' && falls('Mon', 1, 7));
  if (state === 'RI')
    return (month === '08' && falls('Mon', 8, 14)) || (month === '10' && falls('Mon', 8, 14));
  if (state !== 'PA') return false;
  const isElection = month === '11' && falls('Tue', 2, 8);
  return (
    isElection || (month === '10' && falls('Mon', 8, 14)) || goodFridays.has(date) || date.endsWith('-06-14')
  );
}

function fixedIn(state: string): readonly string[] {
  const all = ['01-01', '07-04', '12-25'];
  if (state === 'UT') return [...all, '07-24'];
  if (state === 'RI') return [...all, '05-04', '06-19', '11-11'];
  return state === 'PA' ? [...all, '11-11'] : all;
}

/** The day itself, a Friday before a Saturday that is one, and a Monday after a Sunday. */
function isKept(date: string, weekday: string, fixed: readonly string[]): boolean {
  if (fixed.includes(date.slice(5))) return true;
  if (weekday === 'Fri') return fixed.includes(neighbour(date, 1));
  return weekday === 'Mon' && fixed.includes(neighbour(date, -1));
}

function neighbour(date: string, days: number): string {
  const other = new Date(`${date}T12:00:00Z`);
  other.setUTCDate(other.getUTCDate() + days);
  return other.toISOString().slice(5, 10);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function readWall(zone: string, ms: number): Wall {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(zone, clock);
  }
  // Swedish writes 2026-11-24 07:59:59.
  const shown = clock.format(ms);
  const date = shown.slice(0, 10);
  const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
  return { date, weekday, time: shown.slice(11, 13) + shown.slice(14, 16) };
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
