/** The simulated installation's part of every reference. */
export const instanceId = 'sim';
