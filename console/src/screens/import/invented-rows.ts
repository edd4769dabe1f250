// Kept free for stories: nobody has ever had one of these numbers.
const kept: Readonly<Record<string, (place: number) => string>> = {
  US: (place) => `+1${['212', '312', '404', '415'][place % 4]}55501${20 + place}`,
  CA: (place) => `+1${['416', '514'][place % 2]}55501${20 + place}`,
  GB: (place) => `+4477009001${20 + place}`,
};

const names = [
  'Ada',
  'Ben',
  'Carla',
  'Dmitri',
  'Élodie',
  'Fatima',
  'Jun',
  'Kofi',
  'Lena',
  'Priya',
  'Søren',
  'Wen',
];

/**
 * A dozen people who do not exist and agreed on a day by a form, as marketing needs it, for a first rehearsal without a list at hand; null for a country of which
 * we know no numbers that are nobody's. `day` as "2026-11-24".
 */
export function inventedRows(country: string, day: string): string | null {
  const numberAt = kept[country];
  if (!numberAt) return null;
  return [
    'phone,first_name,opted_in_on,opt_in_source',
    ...names.map((name, place) => `${numberAt(place)},${name},${day},Web form`),
  ].join('\n');
}
