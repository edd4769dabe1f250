const firstNames = [
  'Ana',
  'Ben',
  'Carla',
  'Dmitri',
  'Élodie',
  'Fatima',
  'Kofi',
  'Lena',
  'Priya',
  'Søren',
  'Wen',
  'Yusuf',
];
const areaCodes = [
  201, 202, 205, 206, 212, 213, 214, 215, 216, 217, 218, 303, 305, 312, 313, 314, 404, 410, 415, 502, 503,
  512, 602, 615, 617, 702, 713, 801, 808, 919,
];
const numbersAnArea = 10_000;

/**
 * More rows for the list that comes along, in its columns. The numbers are 555-xxxx of real areas, so that hours differ;
 * nobody can be reached on them here, because a rehearsal reaches nobody at all.
 */
export function inventPeople(count: number): Buffer {
  const most = areaCodes.length * numbersAnArea;
  const rows = Array.from({ length: count }, (_, at) => {
    const area = areaCodes[at % areaCodes.length] ?? 202;
    // Beyond 300,000 the numbers begin again, as duplicates in the file: then they are counted as such.
    const line = String(Math.floor((at % most) / areaCodes.length)).padStart(4, '0');
    const name = firstNames[at % firstNames.length] ?? 'Ana';
    return `${name},Example,(${area}) 555-${line},,Springfield,,,2025-03-14,Web form,Subscribed,,,Downtown,en,\n`;
  });
  return Buffer.from(rows.join(''));
}
