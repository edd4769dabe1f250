import type { Command } from 'commander';
import { nodesOf } from './command-tree.ts';
import { printBash } from './print-bash.ts';
import { printFish } from './print-fish.ts';
import { printZsh } from './print-zsh.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;

const printers = { bash: printBash, zsh: printZsh, fish: printFish } as const;

/** A script that stands alone: completing starts no process and asks no server. */
export function printCompletion(program: Command, shell: (typeof shells)[number]): string {
  return printers[shell](nodesOf(program));
}
