import { TextInput } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icons.tsx';

const waitForTypingMs = 250;

type SearchBoxProps = {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (search: string) => void;
};

/** A search whose words stand in the address. It waits for a pause in the typing, and for nothing on Enter. */
export function SearchBox({ label, placeholder, value, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const search = useRef(onSearch);
  search.current = onSearch;
  // What was asked for and has not come into the address yet; the address is tidied, and what is typed meanwhile is not lost to it.
  const awaited = useRef<string[]>([value]);
  const ask = useCallback((words: string) => {
    awaited.current.push(words);
    search.current(words);
  }, []);

  // Back and forward change the address from outside; the box follows.
  useEffect(() => {
    const own = awaited.current.indexOf(value);
    if (own === -1) setTyped(value);
    awaited.current = own === -1 ? [value] : awaited.current.slice(own);
  }, [value]);

  useEffect(() => {
    if (typed.trim() === awaited.current.at(-1)) return;
    const timer = setTimeout(() => ask(typed.trim()), waitForTypingMs);
    return () => clearTimeout(timer);
  }, [typed, ask]);

  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask(typed.trim());
        }}
      >
        <TextInput
          type="search"
          aria-label={label}
          placeholder={placeholder}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          leftSection={<Icon name="search" size={18} />}
          maw="26rem"
        />
      </form>
    </search>
  );
}
