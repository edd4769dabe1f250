import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
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

  // Back and forward change the address from outside; the box follows.
  useEffect(() => setTyped(value), [value]);

  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => search.current(typed.trim()), waitForTypingMs);
    return () => clearTimeout(timer);
  }, [typed, value]);

  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search.current(typed.trim());
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
