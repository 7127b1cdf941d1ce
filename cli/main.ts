import { portcullis } from './portcullis.ts';

/** Whoever reads the report may have seen enough (`| head`): that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const { stdout, stderr, env } = process;
process.exitCode = await portcullis(process.argv.slice(2), { stdout, stderr, env });
