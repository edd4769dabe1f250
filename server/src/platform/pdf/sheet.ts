import { type Charts, chartsOn } from './charts.ts';
import { writeFooter } from './footer.ts';
import { type Headings, headingsOn } from './headings.ts';
import { type Attachment, openPen } from './pen.ts';
import { type Statements, statementsOn } from './statements.ts';

/** A document that is written from top to bottom, in fonts that it brings along. */
export type Sheet = Headings &
  Statements &
  Charts & {
    finish(footer: string): NodeJS.ReadableStream;
  };

export function openSheet(title: string, made: Date, attachments: readonly Attachment[]): Sheet {
  const pen = openPen(title, made, attachments);
  return {
    ...headingsOn(pen),
    ...statementsOn(pen),
    ...chartsOn(pen),
    finish(footer) {
      pen.keepTogether(0);
      writeFooter(pen, footer);
      pen.doc.end();
      return pen.doc;
    },
  };
}
