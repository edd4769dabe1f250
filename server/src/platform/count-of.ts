/** `1 person`, `12,400 people`: a number with the word that it counts, which sentences of the service are made of. */
export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
