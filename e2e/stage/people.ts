// Area codes of the contiguous United States: at the stories' noon all of these people are awake.
const areaCodes = [
  202, 203, 205, 206, 210, 212, 213, 214, 215, 216, 303, 304, 305, 309, 312, 313, 314, 315, 316, 318, 401,
  402, 404, 405, 406, 410, 412, 413, 414, 415, 501, 502, 503, 504, 505, 507, 508, 509, 512, 513, 601, 602,
  603, 605, 606, 608, 609, 610, 612, 614,
];
const numbersAnAreaHas = 100;

/** The `index`th of 5,000 numbers that are kept for stories: 555-0100 to 555-0199 of each area code. */
export function americanNumber(index: number): string {
  const area = areaCodes[Math.floor(index / numbersAnAreaHas)];
  if (area === undefined) throw new RangeError(`There is no story number ${index}.`);
  return `+1${area}55501${String(index % numbersAnAreaHas).padStart(2, '0')}`;
}

/** The `index`th of 1,000 British mobile numbers that are kept for stories. */
export function britishNumber(index: number): string {
  return `+447700900${String(index).padStart(3, '0')}`;
}

/** A plain list of people who agreed on a day, for stories that are not about lists. */
export function plainList(count: number, first = 0): { name: string; bytes: Uint8Array; numbers: string[] } {
  const numbers = Array.from({ length: count }, (_, at) => americanNumber(first + at));
  const rows = numbers.map((number, at) => `Person ${at},${number},2026-05-01`);
  const bytes = Buffer.from(['Name,Mobile,SMS opt-in date', ...rows].join('\n'));
  return { name: 'people.csv', bytes, numbers };
}

/** The same list with everybody so many times, so that reading it takes long enough to be interrupted. */
export function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const [header = '', ...rows] = Buffer.from(bytes).toString().split('\n');
  return Buffer.from([header, ...Array.from({ length: times }, () => rows).flat()].join('\n'));
}

const piece = Buffer.alloc(1_000_000, 'x');

/** `start`, and then one line of at least so many bytes, made as it is read: no test holds it either. */
export function oneLine(bytes: number, start: string): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from(start)),
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(piece);
      left -= piece.length;
    },
  });
}
