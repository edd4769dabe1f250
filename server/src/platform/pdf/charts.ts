import { ink, labelWidth, line, margin, type Pen, paper, quiet } from './pen.ts';
import { printable } from './printable.ts';

// Dark enough to be seen on the grey of its ground, also when it is printed without colours.
const barColor = '#3450c8';

export type Bar = {
  readonly label: string;
  /** 0 to 1: how much of the width it takes. */
  readonly share: number;
  readonly text: string;
  /** Between what and what the share may truly lie; drawn as a thin line over the bar. */
  readonly between?: readonly [number, number] | null;
};

export type Charts = {
  /** Figures beside each other as bars, each with what it says in words: whoever cannot see the bars reads the same. */
  bars(rows: readonly Bar[]): void;
  /** Figures one after the other in time, as columns under one line of what they are. */
  columns(values: readonly { readonly label: string; readonly value: number }[], caption: string): void;
};

/** Figures that are drawn, each with its words. */
export function chartsOn({ doc, width, use, write, keepTogether, below }: Pen): Charts {
  return {
    bars(rows) {
      const [left, textWidth] = [margin + labelWidth, 150];
      const inner = width - labelWidth - textWidth;
      for (const { label, share, text, between } of rows) {
        use('plain', 9);
        const shown = printable(label, doc);
        const height = Math.max(16, doc.heightOfString(shown, { width: labelWidth - 10 }) + 4);
        keepTogether(height);
        const top = doc.y;
        const at = (part: number) => left + inner * Math.min(1, Math.max(0, part));
        use('plain', 9, quiet).text(shown, margin, top, { width: labelWidth - 10 });
        doc.rect(left, top + 1, inner, 9).fill(paper);
        // Something is never drawn as nothing.
        if (share > 0) doc.rect(left, top + 1, Math.max(1, at(share) - left), 9).fill(barColor);
        if (between) {
          doc.moveTo(at(between[0]), top + 5.5).lineTo(at(between[1]), top + 5.5);
          doc.lineWidth(1.5).strokeColor(ink).stroke();
        }
        use('plain', 8.5).text(printable(text, doc), left + inner + 8, top, { width: textWidth - 8 });
        doc.y = top + Math.max(height, doc.y - top + 2);
        doc.x = margin;
      }
      below(4);
    },
    columns(values, caption) {
      const [height, most] = [70, Math.max(1, ...values.map(({ value }) => value))];
      keepTogether(height + 40);
      const top = doc.y + 4;
      const step = width / Math.max(1, values.length);
      for (const [place, { value }] of values.entries()) {
        const tall = (value / most) * height;
        if (value > 0)
          doc
            .rect(
              margin + place * step + step * 0.1,
              top + height - Math.max(1, tall),
              step * 0.8,
              Math.max(1, tall),
            )
            .fill(barColor);
      }
      doc.moveTo(margin, top + height).lineTo(margin + width, top + height);
      doc.lineWidth(0.75).strokeColor(line).stroke();
      use('plain', 8, quiet);
      const ends = [values[0]?.label ?? '', values.at(-1)?.label ?? ''] as const;
      doc.text(ends[0], margin, top + height + 4, { width: width / 2, lineBreak: false });
      if (values.length > 1)
        doc.text(ends[1], margin + width / 2, top + height + 4, {
          width: width / 2,
          align: 'right',
          lineBreak: false,
        });
      doc.y = top + height + 18;
      doc.x = margin;
      use('plain', 8.5, quiet);
      write(caption);
      below(4);
    },
  };
}
