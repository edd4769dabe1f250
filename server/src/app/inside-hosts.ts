/** TIDINGS_INSIDE_HOSTS as a set: names in small letters, as lookups are asked for them. */
export const readHosts = (setting: string | undefined): ReadonlySet<string> =>
  new Set((setting ?? '').split(',').flatMap((host) => host.trim().toLowerCase() || []));
