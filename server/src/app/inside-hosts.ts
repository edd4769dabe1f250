/** TIDINGS_INSIDE_HOSTS as a set, in small letters. */
export const readHosts = (setting: string | undefined): ReadonlySet<string> =>
  new Set((setting ?? '').split(',').flatMap((host) => host.trim().toLowerCase() || []));
