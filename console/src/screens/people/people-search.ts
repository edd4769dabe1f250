/** What the address says of who is shown; a rule is asked by itself, and `change` is something done to many that is watched. */
export type PeopleSearch = { search?: string; list?: string; tag?: string; rule?: string; change?: string };
