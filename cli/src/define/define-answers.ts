import { Argument, type Command } from 'commander';
import { resetAnswer, setAnswer, showAnswers } from '../commands/answers.ts';
import { acting, type Run } from '../desk.ts';
import { withExamples } from './words.ts';

const occasion = () => new Argument('<occasion>', 'what the person sent').choices(['stop', 'start', 'help']);
const language = () => new Argument('<language>', 'of the person').choices(['en', 'es', 'fr', 'de', 'pt']);

export function defineAnswers(program: Command, run: Run): void {
  const answers = program
    .command('answers')
    .description('What STOP, START and HELP are answered with, in each language.');
  withExamples(
    answers
      .command('show', { isDefault: true })
      .description('Print all answers, your own words and the usual ones.')
      .action(acting(run, showAnswers)),
    'tidings answers',
  );
  withExamples(
    answers
      .command('set')
      .description('Answer in your own words; they are checked as every text is.')
      .addArgument(occasion())
      .addArgument(language())
      .argument('<words>', 'with {{ brand }} and, for HELP, {{ help }}')
      .action(acting(run, setAnswer)),
    'tidings answers set stop es "{{ brand }}: Listo, no recibirá más mensajes. Responda START para volver."',
  );
  withExamples(
    answers
      .command('reset')
      .description('Answer in the usual words again.')
      .addArgument(occasion())
      .addArgument(language())
      .action(acting(run, resetAnswer)),
    'tidings answers reset stop es',
  );
}
