import classes from './merge-text.module.css';
import { piecesOf } from './merge-words.ts';

/** The words of a text, with what is filled in for each person marked and said in words. */
export function MergeText({ body }: { body: string }) {
  return piecesOf(body).map(({ words, isPlace }, index) =>
    isPlace ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one body never change their order.
      <span key={index} className={classes.place}>
        {words}
      </span>
    ) : (
      words
    ),
  );
}
