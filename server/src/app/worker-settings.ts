/**
 * The worker's statements are written for their indexes. On a table that was filled a minute ago, and has no statistics
 * yet, the planner would read or hash the whole of it for five hundred people: 27 ms instead of one.
 */
export const workerSettings = { enable_hashjoin: 'off', enable_seqscan: 'off' };

/**
 * Where the database shares the machine with us, campaigns and jobs let requests, replies and urgent texts have the
 * processor first. Ten is a ninth of the weight of the others, and all of it while they want none.
 */
export const workerNiceness = 10;
