/** `true` and `false` of coreutils 9.1: nothing but a status, unless `--help` or `--version` is the only operand. */
import type { Program } from '../../process/system-calls.ts';
import { defineTool } from '../libc/usage.ts';

function statusTool(name: string, status: number): Program {
  const identity = {
    name,
    synopsis: ['[ignored command line arguments]', 'OPTION'],
    summary: `Exit with status ${status}.`,
    help: [],
  };
  return defineTool(identity, function* (tool) {
    const [only, more] = tool.argv.slice(1);
    if (more === undefined && only === '--help') yield* tool.help();
    else if (more === undefined && only === '--version') yield* tool.version();
    return status;
  });
}

export const trueProgram = statusTool('true', 0);
export const falseProgram = statusTool('false', 1);
