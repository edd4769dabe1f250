/**
 * The purposes of programs that an exercise of an emergency may go to, beside those for emergencies. It is none in law, so people must
 * have joined for something plain; marketing is not.
 */
export const drillPurposes: readonly string[] = ['internal', 'transactional', 'healthcare'];
