import { availableParallelism, totalmem } from 'node:os';

const mebibyte = 1024 * 1024;

/**
 * The server's settings, given on its command line so that no file in the data folder can drift from this page.
 * Everything is durable: a text that was called sent must still be called sent after the plug was pulled.
 */
export function serverSettings(memoryBytes: number = machineMemory()): Record<string, string> {
  const sharedBuffers = Math.min(2048, Math.max(256, Math.floor(memoryBytes / mebibyte / 8)));
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // This build has the slow method only: it saved 113 of 993 bytes a text, and cost 2 of 29 µs of processor.
    wal_compression: 'off',
    max_wal_size: '4GB',
    // Files of the log that are done with are kept to be written again. Making one (16 MB, and on to the disk) holds up whoever commits
    // for 20 to 60 ms; after some quiet days PostgreSQL keeps five, and the next campaign has a new one made every second or two.
    min_wal_size: '1GB',
    checkpoint_timeout: '15min',
    shared_buffers: `${sharedBuffers}MB`,
    effective_cache_size: `${sharedBuffers * 3}MB`,
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    max_connections: '200',
    random_page_cost: '1.1',
    jit: 'off',
    // Who asks and one helper less than there are cores: with more of them than cores, they wait for each other.
    max_parallel_workers_per_gather: String(Math.min(4, Math.max(1, availableParallelism() - 1))),
    // No TCP at all: the socket's folder (0700) is the only way in.
    listen_addresses: '',
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and key values hold phone numbers and texts, which have no business in a log file.
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    // An abandoned transaction keeps vacuum away from every table; nothing of ours thinks for a minute.
    idle_in_transaction_session_timeout: '60s',
  };
}

export function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

// In a container the machine's memory is not ours; the limit is.
function machineMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
