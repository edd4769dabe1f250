export {
  type EmbeddedDatabase,
  type EmbeddedLog,
  type EmbeddedOptions,
  startEmbedded,
} from './start-embedded.ts';
