import { useEffect, useState } from 'react';

/** The value as it was once it has not changed for a while: what is typed is asked about when the typing pauses. */
export function useLater<Value>(value: Value, afterMs: number): Value {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return later;
}
