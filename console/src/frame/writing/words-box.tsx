import { Textarea } from '@mantine/core';
import type { MergeValues } from '@tidings/sms';
import { type ReactNode, useCallback, useRef } from 'react';
import { CountLine } from './count-line.tsx';
import type { Said, Wording } from './said.ts';
import { insertAt } from './text-count.ts';
import { Toolbar } from './toolbar.tsx';

type WordsBoxProps = {
  label: string;
  help?: string;
  error?: string;
  name?: string;
  rows?: number;
  isRequired?: boolean;
  body: string;
  language: string;
  /** The words as they will be sent, short links and all: what is counted. */
  said: Said;
  /** Of somebody real, to see what it comes to. */
  values: MergeValues;
  more?: ReactNode;
  onBody: (body: string) => void;
  onTemplate?: (words: Wording) => void;
};

/** Where words for people are written, wherever that is: what can be put in, the words, and what they come to. */
export function WordsBox({ label, help, error, name, rows = 6, isRequired, ...box }: WordsBoxProps) {
  const { body, language, said, values, more, onBody, onTemplate } = box;
  const area = useRef<HTMLTextAreaElement>(null);
  const write = useRef(onBody);
  write.current = onBody;
  // The same for every key, so that the toolbar is not drawn anew for each.
  const insert = useCallback((words: string) => {
    const box = area.current;
    if (box === null) return;
    const { body: next, at } = insertAt(box.value, words, box.selectionStart, box.selectionEnd);
    write.current(next);
    // Once the new words are drawn, the cursor stands where one goes on.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at, at);
    });
  }, []);
  return (
    <>
      <Toolbar onInsert={insert} more={more} {...(onTemplate ? { onTemplate } : {})} />
      <Textarea
        ref={area}
        label={label}
        rows={rows}
        maxLength={4096}
        value={body}
        withAsterisk={false}
        {...(name === undefined ? {} : { name })}
        {...(help === undefined ? {} : { description: help })}
        {...(error === undefined ? {} : { error })}
        {...(isRequired ? { required: true } : {})}
        onChange={(event) => onBody(event.currentTarget.value)}
      />
      <CountLine body={body} said={said} language={language} values={values} onBody={onBody} />
    </>
  );
}
