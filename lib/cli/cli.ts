#!/usr/bin/env node
import { join } from 'node:path';
import { runCli } from './run-cli.js';

const [, cliFile = '', ...argv] = process.argv;
// The name of a service is looked for above the file that was started: that is to be the app's, not ours.
process.argv[1] = join(process.cwd(), 'doctor');

void runCli(argv, cliFile);
