/**
 * Every statement has one good plan, by key. Left to itself PostgreSQL makes many of them anew each time: milliseconds, which a
 * thousand texts share and a password pays for itself alone.
 */
export const planOnce = { plan_cache_mode: 'force_generic_plan' };

/** The same where tables may be too new for statistics: a plan that is kept must not be one that reads the whole of them. */
export const planByKey = { ...planOnce, enable_seqscan: 'off', enable_hashjoin: 'off' };
