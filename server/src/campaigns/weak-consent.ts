import { acceptedBy, type Permission } from '@tidings/policy/permission';
import { isCountryCode } from '@tidings/sms/numbers';

/** What a program needs, for a database that has to look at a million people by itself. */
export type PermissionQuestion = {
  readonly purpose: string;
  readonly permission: Permission;
  readonly now: Date;
};

type Group = { readonly accepts: 'any' | readonly string[]; readonly countries: string[] };

/** The countries that need the same, together: mostly the only one. */
function groupsOf({ purpose, permission, now }: PermissionQuestion, countries: readonly string[]): Group[] {
  const groups = new Map<string, Group>();
  for (const country of countries.filter(isCountryCode)) {
    const row = permission.rowFor(purpose, country, now);
    const accepts = row ? acceptedBy(row, permission.standard) : [];
    const key = accepts === 'any' ? accepts : accepts.join();
    const group = groups.get(key) ?? { accepts, countries: [] };
    group.countries.push(country);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * Whether a consent is too weak, by the columns that hold what it is worth; null where no consent is. What nobody has worked out
 * yet counts as enough here, and waits at dispatch. `isIn` writes whether the number belongs to some of the countries.
 */
export function isTooWeakSql(
  question: PermissionQuestion,
  countries: readonly string[],
  place: (value: unknown) => string,
  isIn: (countries: readonly string[]) => string,
): string | null {
  const groups = groupsOf(question, countries);
  const bound = groups.filter(({ accepts }) => accepts !== 'any');
  if (bound.length === 0) return null;
  const lacksSql = ({ accepts }: Group) =>
    `(k.level is not null and (k.level <> all(${place(accepts)}::text[]) or k.level_expires_at <= ${place(question.now)}::timestamptz))`;
  if (groups.length === 1 && bound[0]) return lacksSql(bound[0]);
  return bound.map((group) => `(${isIn(group.countries)} and ${lacksSql(group)})`).join(' or ');
}
