// A PostgreSQL that lives as long as the process that started this one: it prints its address and stops when its input ends.
import { startPostgres } from './postgres.mjs';

const server = await startPostgres({ durable: false });
console.log(server.url('postgres'));

process.stdin.resume();
process.stdin.on('end', async () => {
  await server.stop();
  process.exit(0);
});
