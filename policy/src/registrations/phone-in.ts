// A number that can be called, as people write it. Dates, prices and codes are not.
const phone =
  /(?<![\w$€£.:/-])(?:\+\d[\d\s().-]{7,17}\d|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}|1[\s.-]?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})(?![\w-])/u;

/** Where a phone number stands in a text; null where there is none. */
export function phoneIn(text: string): readonly [number, number] | null {
  const match = phone.exec(text);
  return match ? [match.index, match.index + match[0].length] : null;
}
