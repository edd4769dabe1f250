import { later, t } from '../ui/language.ts';

type Words = { readonly name: string; readonly may: string };

/** The roles that come along, the least powerful first. */
const known: Readonly<Record<string, Words>> = {
  analyst: { name: later('Analyst'), may: later('looks at everything and changes nothing') },
  agent: { name: later('Agent'), may: later('answers in the inbox, and adds and changes people') },
  compliance: {
    name: later('Compliance officer'),
    may: later('approves campaigns, keeps programs, consent and suppression; launches nothing'),
  },
  developer: {
    name: later('Developer'),
    may: later('makes API keys, sends single texts, sets up numbers and carriers'),
  },
  marketer: {
    name: later('Marketer'),
    may: later('imports people, writes and launches campaigns, answers in the inbox'),
  },
  admin: { name: later('Admin'), may: later('does everything but hold the installation and back it up') },
  owner: { name: later('Owner'), may: later('does everything') },
};

const wordsOf = (id: string): Words | undefined => (Object.hasOwn(known, id) ? known[id] : undefined);

/** One that comes along; those of a workspace's own are known by their ids alone where nobody is signed in. */
export const isKnownRole = (id: string): boolean => Object.hasOwn(known, id);

/** How a role is called wherever it is shown; one of a workspace's own has the name it was given. */
export function nameOfRole(id: string, given: string): string {
  const words = wordsOf(id);
  return words ? t(words.name) : given;
}

/** In a line, what whoever has it may do. */
export function whatRoleMay(id: string, permissions: readonly string[]): string {
  const words = wordsOf(id);
  return words ? t(words.may) : permissions.join(', ');
}

/** The least powerful first, so that nobody hands out more than was meant; a workspace's own roles by how much they allow. */
export function leastFirst<Role extends { id: string; permissions: readonly string[] }>(
  roles: readonly Role[],
): Role[] {
  const order = Object.keys(known);
  const own = roles.filter(({ id }) => !order.includes(id));
  const builtIn = roles.filter(({ id }) => order.includes(id));
  return [
    ...own.toSorted((one, other) => one.permissions.length - other.permissions.length),
    ...builtIn.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id)),
  ];
}
