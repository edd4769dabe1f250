const first = ['first_name', 'last_name'];
// What every person has and few texts say: it stands behind the columns of the business's own.
const last = ['email', 'number', 'country', 'region', 'time_zone', 'language'];

/** Fields as somebody who writes looks for them: the name, then columns of their own, then the rest. */
export function byUse<Field extends { readonly name: string }>(fields: readonly Field[]): Field[] {
  const place = ({ name }: Field) =>
    first.includes(name) ? first.indexOf(name) : first.length + 1 + last.indexOf(name);
  return fields.toSorted((one, other) => place(one) - place(other));
}
