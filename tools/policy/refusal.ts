/** What was asked cannot be answered: one sentence that says what to change. */
export class Refusal extends Error {}
