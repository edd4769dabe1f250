/** What the address says of who is shown; a rule is asked by itself. */
export type PeopleSearch = { search?: string; list?: string; tag?: string; rule?: string };
