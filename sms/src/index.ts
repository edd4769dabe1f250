export * from './alphabets.ts';
export * from './merge/check.ts';
export * from './merge/template.ts';
export * from './parts.ts';
export * from './replacements.ts';
