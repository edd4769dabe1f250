/** Whether this names a time zone. A bare offset such as +05:00 is accepted by Intl, and knows nothing of summer time. */
export function isTimeZone(name: string): boolean {
  if (!name.includes('/') && name !== 'UTC') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
