/**
 * How many people may be texted where so many were found and nobody is there to confirm another number: audiences move, and a tenth more,
 * or ten at least, is still what somebody meant.
 */
export const mostAround = (people: number): number => people + Math.max(10, Math.ceil(people / 10));
