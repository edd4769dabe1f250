import { help } from './help.ts';
import { Refusal } from './refusal.ts';

// npm run -s policy -- explain … | rules … | oracle … | launch … | lint-report …. Each command is loaded only where it is used, so that `explain`
// starts fast; it is asked in loops.
const commands: Readonly<
  Record<string, () => Promise<{ run(args: readonly string[]): string | Promise<string> }>>
> = {
  explain: () => import('./explain.ts'),
  rules: () => import('./rules.ts'),
  oracle: () => import('./oracle-run.ts'),
  launch: () => import('./launch.ts'),
  'lint-report': () => import('./lint-report.ts'),
};

const [name, ...args] = process.argv.slice(2);
try {
  process.stdout.write(`${await answer()}\n`);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`policy: ${error.message}`);
  process.exitCode = 2;
}

async function answer(): Promise<string> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return help.all;
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load)
    throw new Refusal(
      `There is no command “${name}”. Say explain, rules, oracle, launch or lint-report; --help tells more.`,
    );
  if (args.includes('--help') || args.includes('-h')) return help[name] ?? help.all;
  return (await load()).run(args);
}
