import { Argument, type Command } from 'commander';
import { doctor } from '../commands/doctor.ts';
import { logIn } from '../commands/log-in.ts';
import { printCompletion, shells } from '../completion/print-completion.ts';
import { acting, type Desk, type Run } from '../desk.ts';
import { exitCodes } from '../exit-codes.ts';
import { withExamples } from './words.ts';

export function defineUpkeep(program: Command, run: Run): void {
  const login = program
    .command('login')
    .description(
      'Keep the address of the service and an API key, readable for you alone. The key comes from stdin.',
    )
    .argument('[address]', 'where the service is')
    .action(acting(run, logIn));
  withExamples(
    login,
    'tidings login https://texts.example.com',
    'tidings login https://texts.example.com < key.txt',
  );
  const diagnosis = program
    .command('doctor')
    .description('Say what is well and what is not, one sentence each.')
    .action(acting(run, doctor));
  withExamples(diagnosis, 'tidings doctor', 'tidings doctor --json');
  const completion = program
    .command('completion')
    .description('Print the completions for a shell.')
    .addArgument(new Argument('<shell>').choices(shells))
    .action(
      acting(run, async (desk: Desk, shell: (typeof shells)[number]) => {
        const script = printCompletion(program, shell);
        desk.voice.answer({ shell, script }, () => script.trimEnd());
        return exitCodes.ok;
      }),
    );
  withExamples(
    completion,
    'tidings completion bash > ~/.local/share/bash-completion/completions/tidings',
    'tidings completion zsh > ~/.zsh/completions/_tidings',
    'tidings completion fish > ~/.config/fish/completions/tidings.fish',
  );
}
