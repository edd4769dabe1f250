import { useId } from 'react';
import classes from './choice-row.module.css';

type ChoiceRowProps = {
  label: string;
  value: string;
  choices: readonly { value: string; label: string }[];
  onChoose: (value: string) => void;
};

/** One of a few, side by side: radio buttons that look like one control. */
export function ChoiceRow({ label, value, choices, onChoose }: ChoiceRowProps) {
  const name = useId();
  return (
    <fieldset className={classes.row}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={classes.choice}
          data-chosen={choice.value === value || undefined}
        >
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
