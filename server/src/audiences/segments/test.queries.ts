import { noWords, yesWords } from '../../contacts/index.ts';
import type { Test, Value } from './language/ast.ts';
import { numberSql, type Place } from './statement.queries.ts';

const operators = { less: '<', at_most: '<=', more: '>', at_least: '>=' } as const;

/**
 * A test of words or numbers kept as text (fields, properties). Words are the same whatever their capitals. The result may be
 * null where nothing is known, which counts as no.
 */
export function testSql(text: string, test: Test, place: Place): string {
  switch (test.is) {
    case 'one_of':
      return oneOfSql(text, test.values, place);
    case 'contains':
      return `position(lower(${place(test.value)}::text) in lower(${text})) > 0`;
    case 'starts_with':
      return `starts_with(lower(${text}), lower(${place(test.value)}::text))`;
    case 'ends_with': {
      const end = place(test.value);
      return `right(lower(${text}), length(${end}::text)) = lower(${end}::text)`;
    }
    case 'known':
      return `btrim(${text}) <> ''`;
    default:
      return `${numberSql(text)} ${operators[test.is]} ${place(test.value)}::float8`;
  }
}

/** A test of what is a number in the database already. */
export function numericTestSql(number: string, test: Test, place: Place): string {
  if (test.is === 'known') return `${number} is not null`;
  if (test.is === 'one_of') {
    const values = test.values.filter((value) => typeof value === 'number');
    return `${number} = any(${place(values)}::float8[])`;
  }
  if (typeof test.value !== 'number') return testSql(`${number}::text`, test, place);
  // As it is kept, exactly: turned into a float row by row it takes longer.
  return `${number} ${operators[test.is as keyof typeof operators]} ${place(test.value)}::numeric`;
}

/** Words of ours, as they stand: nobody outside chooses them. */
const wordsSql = (words: readonly string[]) => `(${words.map((word) => `'${word}'`).join(', ')})`;

function oneOfSql(text: string, values: readonly Value[], place: Place): string {
  const words = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const parts = [
    // Each lowered by the server, as the field is: another's idea of a capital would find other people.
    ...(words.length > 0
      ? [`lower(${text}) in (${words.map((word) => `lower(${place(word)}::text)`).join(', ')})`]
      : []),
    ...(numbers.length > 0 ? [`${numberSql(text)} = any(${place(numbers)}::float8[])`] : []),
    ...(values.includes(true) ? [`lower(${text}) in ${wordsSql([...yesWords, 'sí'])}`] : []),
    ...(values.includes(false) ? [`lower(${text}) in ${wordsSql(noWords)}`] : []),
  ];
  return parts.length === 1 ? (parts[0] ?? 'false') : `(${parts.join(' or ') || 'false'})`;
}
