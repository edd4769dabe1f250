/**
 * Every statement of a chunk has one good plan, by key. Left to itself PostgreSQL makes many of them anew each time: two
 * milliseconds a chunk, which a campaign pays once for 500 texts and a password for itself alone.
 */
export const planOnce = { plan_cache_mode: 'force_generic_plan' };
