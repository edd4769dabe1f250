export * from './text/alphabets.ts';
export * from './text/gsm-alphabet.ts';
export * from './text/split-text.ts';
