#!/usr/bin/env node
/** The executable: the process's words and terminal in, an exit code out. */
import { nodeIo } from './node-io.ts';
import { runCli } from './run-cli.ts';

process.exitCode = await runCli(process.argv.slice(2), nodeIo());
